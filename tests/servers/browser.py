"""Headless Chromium: what it computes for a page that is served on loopback, as JSON."""

from __future__ import annotations

import html
import json
import re
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.servers.parts import need
from tests.servers.web import web

OPTIONS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--no-first-run",
    "--disable-extensions",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--virtual-time-budget=20000",  # time that scripts and frames get, not time that passes
)
TOLD = re.compile(r'<output id="told">(.*?)</output>', re.DOTALL)

# The page in whose frame another one is looked at; `told` runs there with the frame's document and window.
LOOKING = """<!doctype html><html><head><meta charset="utf-8">
<meta name="color-scheme" content="light dark"></head><body style="margin:0">
<iframe src="{path}" style="border:0;width:{width}px;height:800px"></iframe>
<output id="told"></output><script>
addEventListener("load", async () => {{
  const frame = document.querySelector("iframe"), doc = frame.contentDocument, view = frame.contentWindow
  const tell = {script}
  let told
  try {{ told = await tell(doc, view) }} catch (error) {{ told = {{error: String(error)}} }}
  document.querySelector("output").textContent = JSON.stringify(told)
}})
</script></body></html>"""


def looked_at(
    pages: dict[str, bytes], path: str, script: str, *, width: int = 1000, dark: bool = False
) -> Any:
    """Serve ``pages``; return what the JavaScript function ``script`` tells of the one at ``path``.

    It is given the document and the window in which that page is shown, ``width`` CSS pixels wide.
    """
    with web() as served:
        looking = LOOKING.format(path=path, width=width, script=script)
        served.pages = {**pages, "/looking.html": looking.encode()}
        told = TOLD.search(_dom(f"{served.address}/looking.html", dark=dark))
    assert told is not None, "the page did not load"
    assert told[1], "the script did not end"
    return json.loads(html.unescape(told[1]))


def _dom(address: str, *, dark: bool) -> str:
    chromium: Path = need("chromium")
    scheme = f"--blink-settings=preferredColorScheme={0 if dark else 1}"
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        ran = subprocess.run(
            [chromium, *OPTIONS, scheme, f"--user-data-dir={profile}", "--dump-dom", address],
            capture_output=True,
            timeout=120,
            check=True,
        )
    return ran.stdout.decode()
