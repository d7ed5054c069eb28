"""A stock Rasa project that talks: the pipeline and policies of `rasa init` with our corpus, rules, stories and domain.

``python -m tests.bench.stock.project <models folder>`` (sealed side, NAMES_FILE set) prints the path of its model. It
is trained first where there is none for the files as they are, for one epoch: to be timed, not to be understood.
"""

import os
import shutil
import sys
import tempfile
from contextlib import redirect_stdout
from hashlib import sha256
from pathlib import Path

import yaml

from bot.nlu.published import read_names
from tests.bench.models import CORPUS, ONE_EPOCH, STOCK, prepare_rasa
from tests.bench.stock.annotate import training_data

ROOT = Path(__file__).parents[3]
POLICIES = Path(__file__).with_name("policies.yml")


def write_project(folder: Path, names: Path) -> None:
    """The files that `rasa train` reads."""
    config = yaml.safe_load(STOCK.read_text("utf-8")) | yaml.safe_load(POLICIES.read_text("utf-8"))
    for component in config["pipeline"]:
        if component["name"] == "DIETClassifier":
            component.update(ONE_EPOCH)
    nlu = training_data(CORPUS, read_names(names))
    (folder / "config.yml").write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")
    (folder / "data").mkdir()
    (folder / "data/nlu.yml").write_text(yaml.safe_dump(nlu, allow_unicode=True, sort_keys=False), encoding="utf-8")
    for part in ("rules", "stories"):
        shutil.copytree(ROOT / "data" / part, folder / "data" / part)
    shutil.copy(ROOT / "domain.yml", folder)


def main() -> None:
    """Trains it where it is missing, and prints where it is."""
    models = Path(sys.argv[1])
    target = models / f"stock-talk-{_digest()}.tar.gz"
    if not target.exists():
        for old in models.glob("stock-talk-*.tar.gz"):
            old.unlink()
        _train(target)
    print(target)


def _digest() -> str:
    files = [STOCK, POLICIES, ROOT / "domain.yml", *sorted((ROOT / "data").rglob("*.yml"))]
    return sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()[:16]


def _train(target: Path) -> None:
    prepare_rasa()
    from rasa.model_training import train

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["RASA_CACHE_DIRECTORY"] = str(folder / "cache")
        write_project(folder, Path(os.environ["NAMES_FILE"]))
        files = [str(folder / "data")]
        with redirect_stdout(sys.stderr):  # the last line of our output is the path
            config, domain = str(folder / "config.yml"), str(folder / "domain.yml")
            made = train(domain, config, files, str(folder), fixed_model_name="made")
        if not made.model:
            sys.exit("✗ Rasa trained no model: the lines above say why.")
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_suffix(".part")
        part.write_bytes(Path(made.model).read_bytes())
        part.replace(target)


if __name__ == "__main__":
    main()
