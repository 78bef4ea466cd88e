"""How the page to subscribe on looks: CSS for wide and narrow, light and dark, both directions, and paper."""

from __future__ import annotations

STYLE = """:root {
  --ink: #1f1d1a; --soft: #625d55; --line: #ddd8ce; --paper: #fbfaf7; --card: #fff; --mark: #a8370a;
  --typewriter: ui-monospace, "Cascadia Mono", Menlo, "DejaVu Sans Mono", monospace;
  color-scheme: light dark;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #ece9e2; --soft: #aca69b; --line: #3a3732; --paper: #191816; --card: #24221f; --mark: #ff9d6b;
  }
}
* { box-sizing: border-box }
body {
  margin: 0; padding: 2em max(1.25em, (100% - 44em) / 2) 4em; background: var(--paper); color: var(--ink);
  font: 100%/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  overflow-wrap: anywhere;
}
a { color: var(--mark); text-underline-offset: .2em; text-decoration-thickness: .07em }
a:hover { text-decoration-thickness: .14em }
:focus-visible { outline: 3px solid var(--mark); outline-offset: 3px; border-radius: .15em }
header p { margin: 0 0 1.5em }
h1 { margin: 0 0 .4em; font-size: clamp(1.7em, 6vw, 2.3em); line-height: 1.2 }
h2 { margin: 2.2em 0 .6em; font-size: 1.35em; line-height: 1.3 }
.what { margin: 0; color: var(--soft); font-size: 1.15em }
ol { margin: 0; padding-inline-start: 1.5em }
li { margin-block: .35em; padding-inline-start: .3em }
li::marker { color: var(--mark); font-weight: 700 }
article {
  margin: 1em 0; padding: 1.1em 1.3em; background: var(--card);
  border: 1px solid var(--line); border-radius: .6em;
}
h3 { margin: 0; font-size: 1.15em; line-height: 1.35 }
h3 a { color: inherit }
article p { margin: .25em 0 0; color: var(--soft) }
.count { font-size: .9em }
dl { margin: .9em 0 0; display: grid; gap: .45em }
dl div { display: grid; grid-template-columns: 3.6em 1fr; gap: .6em; align-items: baseline }
dt { font-weight: 600; font-size: .9em }
dd { margin: 0 }
dd a { font-family: var(--typewriter); font-size: .92em }
details { margin-block-start: 2.5em; padding-block-start: 1.2em; border-block-start: 1px solid var(--line) }
summary { font-weight: 600; cursor: pointer; width: fit-content }
code, pre { font-family: var(--typewriter); font-size: .92em }
pre {
  white-space: pre-wrap; padding: 1em; background: var(--card);
  border: 1px solid var(--line); border-radius: .6em; line-height: 1.5;
}
@media (max-width: 30em) {
  dl div { grid-template-columns: 1fr; gap: 0 }
  article { padding: 1em }
}
@media print {
  :root { --ink: #000; --soft: #444; --mark: #000; --line: #999; --paper: #fff; --card: #fff }
  body { padding: 0 }
  article { break-inside: avoid }
  details { display: none }
}
"""
