"""The smallest bench produces every figure that tests/bench/README.md speaks of, and leaves nothing behind.

    smoke_test.py PROGRAM

Asserts no time: machines differ, and a test that fails on a busy one teaches nothing. Standard library only.

SPDX-License-Identifier: EUPL-1.2
"""

import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PROGRAM = ""
FIGURES = {
    "machine": ["machine_fsync", "machine_commits", "machine_rows"],
    "steps": ["steps_1", "steps_16", "steps_128"],
    "tasks": ["task_p50", "task_p99", "task_rate", "task_64"],
    "http": ["http_p50", "http_p99", "http_rate", "http_64", "http_64_p99", "http_paced_p99"],
    "timers": ["timers_built", "timers_drained", "timers_foreground_max", "timers_foreground_p50"],
    "start": ["start_ready", "start_memory", "disk_beside_facts", "disk_whole"],
    "history": ["open_programme", "handover_document", "verify_chain", "project_again"],
}


class Bench(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.data = Path(self.folder.name, "gegevens")

    def tearDown(self):
        self.folder.cleanup()

    def run_bench(self, *words):
        command = [PROGRAM, "bench", "--data", str(self.data), "--scale", "small", *words]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    def test_every_figure_is_measured(self):
        run = self.run_bench("--runs", "1", "--json")
        self.assertEqual(run.returncode, 0, run.stderr)
        report = json.loads(run.stdout)
        self.assertEqual([f["name"] for f in report["figures"]], [name for names in FIGURES.values() for name in names])
        for figure in report["figures"]:
            with self.subTest(figure=figure["name"]):
                self.assertGreater(figure["median"], 0)
                self.assertEqual(len(figure["runs"]), 1)
                self.assertIn("durability", figure)
                if figure["name"].startswith("steps_"):
                    self.assertGreater(figure["limit"]["median"], 0)
                    self.assertEqual(figure["durability"], "synchronous=FULL, WAL")
        for condition in ("at", "cores", "load_before", "processor", "sqlite", "version", "durability"):
            self.assertIn(condition, report["conditions"])
        self.assertFalse(self.data.exists(), "the bench clears its folder")

    def test_one_family_is_shown_as_a_table_with_median_and_spread_of_its_runs(self):
        run = self.run_bench("--only", "machine", "--runs", "3")
        self.assertEqual(run.returncode, 0, run.stderr)
        for word in ("gemeten", "spreiding", "fdatasync", "synchronous=FULL"):
            self.assertIn(word, run.stdout)

    def test_the_machine_stands_beside_every_family(self):
        run = self.run_bench("--only", "steps", "--runs", "1")
        self.assertEqual(run.returncode, 0, run.stderr)
        for word in ("fdatasync", "één tegelijk", "n.v.t."):
            self.assertIn(word, run.stdout)

    def test_an_unknown_family_is_refused_with_the_nearest(self):
        run = self.run_bench("--only", "stepss")
        self.assertNotEqual(run.returncode, 0)
        self.assertIn("steps", run.stderr)


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
