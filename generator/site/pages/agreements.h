// SPDX-License-Identifier: MIT
// Private to the pages: who agrees with whom.
#pragma once
#include "site/pages/model.h"

// Returns {any, with: […], against: […]} for an actor: those with whom it shares the same stance on most
// issues, and those it stands against.
json *actor_agreements(const struct maker *m, unsigned actor);
