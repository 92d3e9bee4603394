// SPDX-License-Identifier: MIT
// Sums that are made anew for each kind of processor: a function marked FOR_EACH_PROCESSOR is compiled
// several times, and the best is chosen when the program starts. What it computes must not depend on which:
// whole numbers, or floating-point numbers of which each lane has an order of its own. (Sanitizers want to be
// there before that choice, and clang knows it not: there it is compiled once.)
#pragma once

#if defined __x86_64__ && defined __linux__ && defined __GNUC__ && !defined __clang__ &&                     \
    !defined __SANITIZE_ADDRESS__ && !defined __SANITIZE_THREAD__
#define FOR_EACH_PROCESSOR __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define FOR_EACH_PROCESSOR
#endif
