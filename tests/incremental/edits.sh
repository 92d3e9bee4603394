# SPDX-License-Identifier: MIT
# shellcheck shell=bash disable=SC2034,SC2154
# Sourced by tests/incremental/run: one function for each kind of edit; it changes $site, may set $what for messages, and draws all chance
# from draw, pick and article.

articles() { find "$site/input/articles" -type f | wc -l; }

# override PATH: copies a file of the program's templates to the site's, where it is not there yet, and sets $mine to it.
override() {
  mine=$site/templates/$1
  mkdir -p "$(dirname "$mine")"
  [ -e "$mine" ] || cp "templates/$1" "$mine"
}

edit_add() {
  pick "$pool"/*
  what=${picked##*/}
  cp "$picked" "$site/input/articles/"
}

edit_delete() {
  [ "$(articles)" -gt 6 ] || return 0
  article
  what=${article##*/}
  rm "$article"
}

edit_rename() {
  article
  what=${article##*/}
  mkdir -p "$site/input/articles/deep"
  pick "$site/input/articles" "$site/input/articles/deep"
  mv "$article" "$picked/2024-05-05-named-$n.${article##*.}"
}

edit_exchange() {
  local first
  article
  first=$article
  article
  [ "$first" != "$article" ] && [ "${first##*.}" == "${article##*.}" ] || return 0
  mv "$first" "$site/held" && mv "$article" "$first" && mv "$site/held" "$article"
}

edit_touch() {
  article
  touch "$article"
}

edit_redate() {
  article
  draw 28
  what=${article##*/}
  sed -i -E "1,5s/(date: |published_time\" content=\")2024-[0-9]{2}-[0-9]{2}/\\12024-07-$(printf %02d $((drawn + 1)))/" "$article"
  [[ $article == *.txt ]] && mv "$article" "${article%/*}/2024-08-$(printf %02d $((drawn + 1)))-again-$n.txt"
  return 0
}

edit_text() {
  article
  what=${article##*/}
  pick "France called for an Olympic truce." "China rejected the sanctions on Russia." "Hamas welcomed an immediate ceasefire in Gaza." "Rain fell."
  if [[ $article == *.html ]]; then sed -i "s#</article>#<p>$picked</p></article>#" "$article"; else printf '\n%s\n' "$picked" >>"$article"; fi
}

# As many bytes as before, under the same time stamp.
edit_same_size() {
  article
  what=${article##*/}
  cp -p "$article" "$site/held"
  pick "s/welcomed/rejected/" "s/rejected/welcomed/" "s/Qatar/Haiti/" "s/Haiti/Qatar/"
  sed "$picked" "$site/held" >"$article"
  touch -r "$site/held" "$article"
  rm "$site/held"
}

edit_title() {
  article
  what=${article##*/}
  sed -i -E "s/(Notes|Report|Dispatch|Briefing|Letter) ([0-9]+) from/\\1 \\2 \\& $n from/" "$article"
}

edit_draft() {
  article
  [[ $article == *.md ]] || return 0
  if grep -q '^draft: true' "$article"; then sed -i '/^draft: true/d' "$article"; else sed -i '1a draft: true' "$article"; fi
}

edit_broken_article() {
  if [ -e "$site/input/articles/broken.txt" ]; then rm "$site/input/articles/broken.txt"; else
    printf 'Bytes\n\nChina rejected \xff\xc0 the sanctions on Russia.\n' >"$site/input/articles/broken.txt"
  fi
}

edit_actor_name() {
  draw 100
  sed -i -E "s/\"name\": \"Qatar[^\"]*\"/\"name\": \"Qatar $drawn\", \"aliases\": [\"Qatar\"]/; s/(\"aliases\": \[\"Qatar\"\])(, \"aliases\": \[\"Qatar\"\])+/\\1/" \
    "$site/input/codebook.json"
}

edit_actor_alias() {
  pick "The Kremlin" "Olaf Scholz" "The White House" "Egypt"
  sed -i -E "s/\"name\": \"Iran\"(, \"aliases\": \[[^]]*\])?/\"name\": \"Iran\", \"aliases\": [\"$picked\"]/" "$site/input/codebook.json"
}

edit_issue_label() { sed -i -E "s/\"support\": \"Wants a truce[^\"]*\"/\"support\": \"Wants a truce $n\"/" "$site/input/codebook.json"; }

edit_term() {
  pick "Olympic truce" "truce" "military aid"
  sed -i -E "s/(\"id\": \"truce\", \"name\": \"an Olympic truce\", \"terms\": \[\")[^\"]*/\\1$picked/" "$site/input/codebook.json"
}

edit_template() {
  pick article.mustache cell.mustache index.mustache feed.xml.mustache print.css.mustache
  what=$picked
  if [ -e "$site/templates/$picked" ]; then rm "$site/templates/$picked"; else
    override "$picked"
    if [[ $picked == *.css.* ]]; then printf '/* %d */\n' "$n" >>"$mine"; else printf '<!-- %d -->\n' "$n" >>"$mine"; fi
  fi
}

edit_partial() {
  pick statement quote notes entry
  what=$picked
  override "partials/$picked.mustache"
  printf '<!-- %d -->' "$n" >>"$mine"
}

edit_partial_back() { rm -rf "$site/templates/partials"; }

edit_string() {
  mkdir -p "$site/templates/strings"
  printf '{ "nav": { "matrix": "Matrix %d" } }\n' "$n" >"$site/templates/strings/en.json"
}

edit_asset() {
  override assets/style.css
  printf '/* %d */\n' "$n" >>"$mine"
}

edit_review() {
  local ids
  mapfile -t ids < <(grep -ohE '\b[0-9a-f]{16}\b' "$site/output/data/statements.csv" | sort -u)
  [ ${#ids[@]} -gt 0 ] || return 0
  draw ${#ids[@]}
  local id=${ids[drawn]}
  pick "accept,,,," "reject,,,," "recode,,,oppose,stated" "recode,,,support,acted"
  what="$id $picked"
  grep -q "^$id" "$site/input/reviews.csv" || printf '%s,%s,,,R. Person,2024-09-01,Note %d\n' "$id" "$picked" "$n" >>"$site/input/reviews.csv"
}

edit_review_gone() { sed -i '2d' "$site/input/reviews.csv"; }

edit_setting() {
  pick '"articles": "full"' '"articles": "none"' '"articles": "excerpt"' '"min_confidence": 0.2' '"min_confidence": 0.8' '"language": "de"' \
    '"theme": "plain"' '"since": "2024-03-01"' '"base_url": ""' '"footer": "A foot"'
  what=$picked
  printf '{ "title": "Briefing %d", "edition": "2024-12-31", %s }\n' "$n" "$picked" >"$site/input/site.json"
}

edit_nothing() { "$PROGRAM" build "$site" >/dev/null 2>&1; }

# A page that somebody changed, deleted, or replaced under its old size and time stamp.
edit_page_by_hand() {
  local pages page
  mapfile -t pages < <(find "$site/output" -name '*.html' | sort)
  draw ${#pages[@]}
  page=${pages[drawn]}
  what=${page#"$site/"}
  cp -p "$page" "$site/held"
  pick append remove replace
  case $picked in
    append) echo stray >>"$page" ;;
    remove) rm "$page" ;;
    replace)
      rm "$page" && tr 'a' 'b' <"$site/held" >"$page"
      touch -r "$site/held" "$page"
      ;;
  esac
  rm -f "$site/held"
}

# The store torn, of another version, of somebody else, gone.
edit_store() {
  local store=$site/.standpoint/statements.sqlite size
  [ -s "$store" ] || return 0
  size=$(stat -c %s "$store")
  pick cut short flip version foreign zero gone
  what=$picked
  draw "$size"
  case $picked in
    cut) truncate -s "$drawn" "$store" ;;
    short) truncate -s 40 "$store" ;;
    flip) printf '\377\377\377\377' | dd of="$store" bs=1 seek="$drawn" conv=notrunc status=none ;;
    version) printf '\377' | dd of="$store" bs=1 seek=62 conv=notrunc status=none ;;
    foreign) echo "my notes" >"$store" ;;
    zero) : >"$store" ;;
    gone) rm "$store" ;;
  esac
}

# What is known of pages, or of the digests of the input: torn, changed, somebody else's, gone.
edit_ledger() { spoil pages; }

edit_inputs() { spoil inputs; }

# spoil NAME: one of the files in which the program keeps what it knows.
spoil() {
  local kept=$site/.standpoint/$1 size
  [ -s "$kept" ] || return 0
  size=$(stat -c %s "$kept")
  pick cut flip foreign zero gone
  what=$picked
  draw "$size"
  case $picked in
    cut) truncate -s "$drawn" "$kept" ;;
    flip) printf '\377\377' | dd of="$kept" bs=1 seek="$drawn" conv=notrunc status=none ;;
    foreign) echo "my notes" >"$kept" ;;
    zero) : >"$kept" ;;
    gone) rm "$kept" ;;
  esac
}
