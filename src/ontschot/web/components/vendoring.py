"""Makes the vendored stylesheets from unpacked npm packages: only the components and tokens that are used.

How (in an empty folder; licences are checked by hand and stand in static/VENDORED.md):

    npm pack @utrecht/component-library-css@9.0.4 @nl-design-system-unstable/voorbeeld-design-tokens@7.4.1 \
        @nl-design-system-candidate/button-css@1.1.0 @nl-design-system-candidate/data-badge-css@1.0.5 \
        @nl-design-system-candidate/skip-link-css@1.0.5 @fontsource-variable/source-sans-3@5.3.0 htmx.org@2.0.11
    for f in *.tgz; do mkdir "${f%.tgz}" && tar xzf "$f" -C "${f%.tgz}" --strip-components=1; done
    python -m ontschot.web.components.vendoring .
"""

from __future__ import annotations

import hashlib
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

STATIC = Path(__file__).parent / "static" / "ontschot"
UTRECHT_COMPONENTS = ("alert", "select", "textarea", "textbox")
CANDIDATES = ("button", "data-badge", "skip-link")
FONTS = ("latin-wght-normal", "latin-wght-italic", "latin-ext-wght-normal")
_VARIABLE = re.compile(r"--[\w-]+")
_LICENCE = "/*! From {source}, licence EUPL-1.2; see VENDORED.md. Generated, do not edit. */\n"


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """Each top-level (selector or at-rule, whole text) of a stylesheet without comments."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    start = depth = 0
    opened = 0
    for position, character in enumerate(css):
        if character == "{":
            depth += 1
            opened = opened if depth > 1 else position
        elif character == "}":
            depth -= 1
            if depth == 0:
                yield css[start:opened].strip(), css[start : position + 1].strip()
                start = position + 1
        elif character == ";" and depth == 0:
            start = position + 1


def _utrecht(css: str) -> str:
    """The rules of the components we use, and of nothing else."""
    wanted = re.compile(rf"\.utrecht-({'|'.join(UTRECHT_COMPONENTS)})(?![\w]|-dialog)")
    kept = [
        text
        for selector, text in _rules(css)
        if not selector.startswith("@")
        and all(wanted.match(part.strip()) for part in selector.split(","))
        and "html" not in selector
    ]
    return "\n".join(kept) + "\n"


def _tokens(theme: str, users: str) -> str:
    """The token declarations that ``users`` reach, directly or through other tokens, under our own theme name."""
    declared = dict(re.findall(r"(--[\w-]+):\s*([^;]+);", theme))
    reached: set[str] = set()
    todo = set(_VARIABLE.findall(users)) & declared.keys()
    while todo:
        name = todo.pop()
        reached.add(name)
        todo |= (set(_VARIABLE.findall(declared[name])) & declared.keys()) - reached
    lines = [f"  {name}: {declared[name]};" for name in sorted(reached)]
    return ".ontschot-theme {\n" + "\n".join(lines) + "\n}\n"


def _one(folder: Path, beginning: str) -> Path:
    return next(path for path in sorted(folder.iterdir()) if path.is_dir() and path.name.startswith(beginning))


def build(packages: Path) -> None:
    """Write the vendored files from the folder of unpacked ``packages``."""
    vendor, fonts = STATIC / "vendor", STATIC / "fonts"
    utrecht = _utrecht((_one(packages, "utrecht-component-library-css") / "dist" / "index.css").read_text())
    candidates = ""
    for name in CANDIDATES:
        folder = _one(packages, f"nl-design-system-candidate-{name}-css")
        css = (folder / "dist" / f"{name}.css").read_text()
        candidates += re.sub(r"/\*# sourceMappingURL.*?\*/", "", css) + "\n"
    own = (STATIC / "ontschot.css").read_text()
    theme = (_one(packages, "nl-design-system-unstable-voorbeeld-design-tokens") / "dist" / "theme.css").read_text()
    tokens = _tokens(theme, utrecht + candidates + own)
    (vendor / "utrecht.css").write_text(_LICENCE.format(source="@utrecht/component-library-css 9.0.4") + utrecht)
    (vendor / "candidate.css").write_text(_LICENCE.format(source="@nl-design-system-candidate/*-css") + candidates)
    (vendor / "tokens.css").write_text(
        _LICENCE.format(source="@nl-design-system-unstable/voorbeeld-design-tokens 7.4.1") + tokens
    )
    shutil.copy(_one(packages, "htmx.org") / "dist" / "htmx.min.js", vendor / "htmx.min.js")
    for name in FONTS:
        shutil.copy(
            _one(packages, "fontsource-variable-source-sans-3") / "files" / f"source-sans-3-{name}.woff2", fonts
        )
    for path in (*sorted(vendor.iterdir()), *sorted(fonts.iterdir())):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        sys.stdout.write(f"{digest} {path.relative_to(STATIC)}\n")


if __name__ == "__main__":
    build(Path(sys.argv[1]))
