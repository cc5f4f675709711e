"""The checker must be able to fail: every rule of scripts/check_includes.py is shown breaking, and one clean tree.

SPDX-License-Identifier: EUPL-1.2
"""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

CHECKER = Path(__file__).resolve().parents[3] / "scripts" / "check_includes.py"
OPENING = "// What this file is for.\n// SPDX-License-Identifier: EUPL-1.2\n"
UNFINISHED = "TO" + "DO"


class CheckIncludes(unittest.TestCase):
    def check(self, path, text):
        """Runs the checker on a tree with this one file; gives its exit code and its lines."""
        with tempfile.TemporaryDirectory() as root:
            file = Path(root, path)
            file.parent.mkdir(parents=True)
            file.write_text(text, encoding="utf-8")
            run = subprocess.run([sys.executable, CHECKER, root], capture_output=True, text=True, check=False)
            return run.returncode, run.stdout

    def assert_refused(self, path, text, line, *words):
        code, out = self.check(path, text)
        self.assertEqual(code, 1, out)
        self.assertIn(f"{path}:{line}: ", out)
        for word in words:
            self.assertIn(word, out)

    def assert_accepted(self, path, text):
        self.assertEqual(self.check(path, text), (0, ""))

    def test_a_room_may_include_those_below_it(self):
        self.assert_accepted("engine/domain/a.hpp", OPENING + '#include "base/id.hpp"\n#include "domain/b.hpp"\n')
        self.assert_accepted("engine/cli/main.cpp", OPENING + '#include "store/sqlite/store.hpp"\n#include <CLI/CLI.hpp>\n')

    def test_an_arrow_that_points_back_is_refused(self):
        self.assert_refused("engine/base/a.cpp", OPENING + '#include "domain/b.hpp"\n', 3, "base may not know domain")
        self.assert_refused("engine/domain/a.cpp", OPENING + "#include <store/b.hpp>\n", 3, "domain may not know store")

    def test_rooms_beside_each_other_do_not_know_each_other(self):
        self.assert_refused("engine/store/a.cpp", OPENING + '#include "script/b.hpp"\n', 3)
        self.assert_refused("engine/script/a.cpp", OPENING + '#include "store/b.hpp"\n', 3)
        self.assert_refused("engine/plugin/a.cpp", OPENING + '#include "http/b.hpp"\n', 3)
        self.assert_refused("engine/http/a.cpp", OPENING + '#include "plugin/b.hpp"\n', 3)

    def test_a_relative_include_is_refused(self):
        self.assert_refused("engine/base/a.cpp", OPENING + '#include "../domain/b.hpp"\n', 3, "relative")

    def test_a_library_outside_its_home_is_refused(self):
        for path, header in [
            ("engine/runtime/a.cpp", "lua.hpp"),
            ("engine/runtime/a.cpp", "SQLiteCpp/SQLiteCpp.h"),
            ("engine/script/a.cpp", "sqlite3.h"),
            ("engine/store/a.cpp", "boost/asio/io_context.hpp"),
            ("engine/script/a.cpp", "boost/beast/http.hpp"),
            ("engine/domain/a.cpp", "spdlog/spdlog.h"),
            ("engine/http/a.cpp", "CLI/CLI.hpp"),
        ]:
            with self.subTest(path=path, header=header):
                self.assert_refused(path, OPENING + f"#include <{header}>\n", 3, header)

    def test_a_driver_is_named_by_the_program_only(self):
        self.assert_refused("engine/runtime/a.cpp", OPENING + '#include "store/sqlite/store.hpp"\n', 3, "driver")

    def test_a_room_that_does_not_exist_is_refused(self):
        self.assert_refused("engine/util/a.cpp", OPENING, 1, "not a room")

    def test_a_file_without_opening_or_licence_is_refused(self):
        self.assert_refused("tests/unit/base/a.cpp", "#include <string>\n", 1, "without a comment")
        self.assert_refused("engine/base/a.hpp", "// What this file is for.\n", 1, "no licence line")

    def test_unfinished_work_carries_an_issue_number(self):
        self.assert_refused("workflows/a/workflow.lua", f"-- {UNFINISHED}: later\n", 1, "issue number")
        self.assert_accepted("workflows/a/workflow.lua", f"-- {UNFINISHED}(#12): later\n")

    def test_a_test_that_sleeps_is_refused(self):
        text = OPENING + "std::this_thread::sleep_for(1s);\n"
        self.assert_refused("tests/unit/base/a.cpp", text, 3, "virtual clock")
        self.assert_accepted("engine/base/a.cpp", text)


if __name__ == "__main__":
    unittest.main()
