"""What tests of commands share."""

import json

import pytest

from analysis import cli


@pytest.fixture
def on_lines(tmp_path):
    """Write records or raw lines, run a command on them; gives exit code and what was written."""

    def run(command, *records, options=()):
        source, out = tmp_path / "in.jsonl", tmp_path / "uit.jsonl"
        raw = [r if isinstance(r, str) else json.dumps(r, ensure_ascii=False) for r in records]
        source.write_text("\n".join(raw) + "\n", encoding="utf-8")
        result = cli.main([command, str(source), "--uit", str(out), *options])
        written = out.read_text(encoding="utf-8").splitlines() if out.exists() else []
        return result, [json.loads(line) for line in written]

    return run
