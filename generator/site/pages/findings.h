// SPDX-License-Identifier: MIT
// Private to the pages: what the articles say, in a few sentences that the evidence carries.
#pragma once
#include "site/pages/model.h"

// Returns, issue by issue, {name, href, sentences: [{segments}]}: who wants what and who stands alone, who
// takes both sides, and where an actor's own words and others' accounts differ. A cell enters only with own
// words or deeds, at least two sources and enough confidence.
json *findings_model(const struct maker *m);
