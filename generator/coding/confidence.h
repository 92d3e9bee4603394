// SPDX-License-Identifier: MIT
// Private to coding/: how sure a finding is.
#pragma once
#include "coding/climb.h"

// Returns thousandths, 50 to 970.
unsigned finding_confidence(const struct climb *c, const struct finding *f);
