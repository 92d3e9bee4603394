# SPDX-License-Identifier: MIT
# Of what `standpoint explain` says: how many sentences there are, and how many hold a concept's term and make a statement.
/^[^ ].*\.md:[0-9]+: / { sentences++; term = made = 0 }
/^  concept / && !term { term = 1; terms++ }
/^  statement / && !/left out$/ && !made { made = 1; statements++ }
END {
  printf "%d sentences in the sample: %.1f %% hold a concept's term, %.1f %% make a statement\n", sentences, 100 * terms / sentences,
    100 * statements / sentences
}
