# SPDX-License-Identifier: MIT
# Of what `standpoint explain` says: how many of `sentences` hold a concept's term and make a statement. (It passes over articles that name
# no concept, so that the number of all sentences is given.)
/^[^ ].*\.md:[0-9]+: / { term = made = 0 }
/^  concept / && !/the one last meant\)$/ && !term { term = 1; terms++ }
/^  statement / && !/left out$/ && !made { made = 1; statements++ }
END {
  printf "%d sentences in the sample: %.1f %% hold a concept's term, %.1f %% make a statement\n", sentences, 100 * terms / sentences,
    100 * statements / sentences
}
