"""The plan of the house, kept: imports point down, and each third-party package comes in by one door."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sitegen.cli.app import COMMANDS, run
from tests.site_on_disk import SiteOnDisk

PACKAGE = Path(__file__).parent.parent / "sitegen"

# From the bottom up: a room may import from rooms below it and from itself.
LEVELS: tuple[frozenset[str], ...] = (
    frozenset(("errors",)),
    frozenset(
        (
            "article",
            "body",
            "saved_page",
            "config",
            "dom",
            "entry",
            "files",
            "garbage",
            "language_tags",
            "progress",
            "slugs",
            "__init__",
        )
    ),
    frozenset(("regions", "languages", "maps")),
    frozenset(("site", "markdown", "media")),
    frozenset(("sources", "extraction", "render", "content")),
    frozenset(("ingest", "building")),
    frozenset(("workflows",)),
    frozenset(("preview", "publish")),
    frozenset(("cli", "__main__")),
)
LEVEL = {room: level for level, rooms in enumerate(LEVELS) for room in rooms}

DOORS = {
    "selectolax": {"dom"},
    "jinja2": {"render"},
    "markupsafe": {"render"},
    "babel": {"render"},
    "feedgenerator": {"render"},
    "markdown_it": {"markdown"},
    "mdit_py_plugins": {"markdown"},
    "PIL": {"media"},
    "ryaml": {"content"},
    "watchdog": {"preview"},
    "starlette": {"preview"},
    "uvicorn": {"preview"},
    "click": {"cli"},
    "filelock": {"workflows"},
    "webencodings": {"sources"},
    "resiliparse": {"languages", "sources"},
}


@dataclass(frozen=True)
class Module:
    """A module of ours: its dotted name and what it imports."""

    name: str
    imports: tuple[str, ...]

    @property
    def room(self) -> str:
        return self.name.split(".")[1] if "." in self.name else "__init__"

    def __str__(self) -> str:
        return self.name


def read(path: Path) -> Module:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return Module(".".join(parts).removesuffix(".__init__"), tuple(imported(ast.parse(path.read_text("utf-8")))))


def imported(tree: ast.Module) -> Iterator[str]:
    typing_only = {
        node
        for branch in ast.walk(tree)
        if isinstance(branch, ast.If) and "TYPE_CHECKING" in ast.dump(branch.test)
        for node in ast.walk(branch)
    }
    for node in ast.walk(tree):
        if node in typing_only:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name their module in full"
            assert node.module
            within = node.module == "sitegen"
            yield from (f"{node.module}.{alias.name}" if within else node.module for alias in node.names)


# Run by hand to make data that is checked in; nothing imports them.
GENERATORS = frozenset(
    (
        "sitegen.languages.data.month_names",
        "sitegen.maps.build_shapes",
        "sitegen.regions.build_gazetteer",
        "sitegen.regions.build_subdivisions",
    )
)
MODULES = [module for module in map(read, sorted(PACKAGE.rglob("*.py"))) if module.name not in GENERATORS]


def room_of(name: str) -> str:
    parts = name.split(".")
    return parts[1] if len(parts) > 1 and parts[1] in LEVEL else "__init__"


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_imports_point_downward(module: Module) -> None:
    here = LEVEL[module.room]
    if module.room == "__init__":
        return  # the public functions, loaded when they are asked for
    for name in module.imports:
        if name.split(".")[0] == "sitegen":
            room = room_of(name)
            assert room == module.room or LEVEL[room] <= here, f"{module} imports {name}"


def test_ingest_and_building_meet_only_in_the_content_folder() -> None:
    for module in MODULES:
        other = {"ingest": "building", "building": "ingest"}.get(module.room)
        assert not [name for name in module.imports if other and room_of(name) == other], module


@pytest.mark.parametrize("package", sorted(DOORS))
def test_each_third_party_package_comes_in_by_one_door(package: str) -> None:
    users = {module.room for module in MODULES for name in module.imports if name.split(".")[0] == package}
    assert users <= DOORS[package]


def test_no_third_party_package_comes_in_unseen() -> None:
    known = {*DOORS, "sitegen", *sys.stdlib_module_names}
    assert {name.split(".")[0] for module in MODULES for name in module.imports} <= known


def test_every_room_is_in_the_table() -> None:
    assert {module.room for module in MODULES} <= LEVEL.keys()


def test_no_module_is_a_drawer_for_anything() -> None:
    drawers = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "base", "core", "lib"}
    assert not [module.name for module in MODULES if drawers & set(module.name.split("."))]


def test_nothing_imports_what_only_makes_data() -> None:
    assert not [module for module in MODULES if GENERATORS & set(module.imports)]


def test_no_room_has_the_name_of_a_public_function() -> None:
    import sitegen

    assert not set(sitegen.__all__) & LEVEL.keys()


def test_only_the_command_line_prints() -> None:
    printing = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    allowed = ("cli/", *(name.removeprefix("sitegen.").replace(".", "/") for name in GENERATORS))
    assert not [place for place in printing if not place.startswith(allowed)]


def test_a_build_with_nothing_to_do_loads_next_to_nothing(site: SiteOnDisk) -> None:
    site.saved("ferry.html").article("mine").import_().run("build").works()
    heavy = ["jinja2", "selectolax", "babel", "PIL", "markdown_it", "ryaml", "starlette", "watchdog", "resiliparse"]
    code = (
        "import sys, json; from sitegen.cli.app import run; code = run(['build', '-q']);"
        f"print(json.dumps([code, sorted(set({heavy!r}) & set(sys.modules))]))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=site.root, capture_output=True, check=True)
    assert json.loads(done.stdout) == [0, []]


def test_importing_the_package_costs_nothing() -> None:
    code = "import sys; before = set(sys.modules); import sitegen; print(sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    loaded = ast.literal_eval(done.stdout)
    assert [name for name in loaded if name.startswith("sitegen")] == ["sitegen"]
    assert {name.split(".")[0] for name in loaded} <= {"sitegen", *sys.stdlib_module_names}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_examples(command: str, site: SiteOnDisk) -> None:
    ran = site.run(command, "--help").works()
    assert f"sitegen {command}" in ran.out.partition("Examples:")[2]
    for option in ("--config", "--quiet", "--verbose", "--help"):
        assert option in ran.out or (command, option) == ("new", "--config")


def test_the_list_of_commands_loads_none_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    listed = capsys.readouterr().out
    assert all(f"\n  {command} " in listed for command in COMMANDS)
