# SPDX-License-Identifier: MIT
"""A copy of a few of a site's pages as they would be if nothing were escaped: subvert.py SITE COPY kept|gone

Their main parts are undone of all references; `gone` takes the pages' policy away as well."""
import os
import re
import shutil
import sys

site, copy, policy = sys.argv[1:]
shutil.rmtree(copy, ignore_errors=True)
os.makedirs(os.path.join(copy, "articles"))
shutil.copytree(os.path.join(site, "assets"), os.path.join(copy, "assets"))
kinds = {"script": 12, "handlers": 12, "links": 12, "drawings": 8, "styles": 10}
for name in sorted(os.listdir(os.path.join(site, "articles"))):
    kind = name.split("-")[0]
    if kinds.get(kind, 0) == 0:
        continue
    kinds[kind] -= 1
    with open(os.path.join(site, "articles", name), encoding="utf-8") as page:
        head, rest = page.read().split('<main id="content">')
    body, foot = rest.split("</main>")
    for reference, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#39;", "'"), ("&amp;", "&")):
        body = body.replace(reference, character)
    if policy == "gone":
        head = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", head)
    with open(os.path.join(copy, "articles", name), "w", encoding="utf-8") as page:
        page.write(f'{head}<main id="content">{body}</main>{foot}')
