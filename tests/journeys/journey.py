"""What the journeys share: a desk for each, and the ways that several of them begin with."""
import pathlib
import sys
import tempfile
import unittest

import words
from desk import Atspi, Desk, Role, wait_for, write_list

PROGRAM = ""  # the window's; from the command line


class Journey(unittest.TestCase):
    """One walk of a person through the program. self.desk is there after open()."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="campanile-lists-")
        self.addCleanup(folder.cleanup)
        self.lists = pathlib.Path(folder.name)
        self.desk = None

    def open(self, *arguments):
        self.desk = self.enterContext(Desk(PROGRAM, [str(argument) for argument in arguments]))
        return self.desk

    def import_list(self, people, ending=None, at_once=None, rate=None):
        """Opens the program on a list, imports it into a new campaign, and goes to that campaign."""
        desk = self.open(write_list(self.lists / "people.csv", people, ending))
        self.begin_import(at_once, rate)
        wait_for("end of the import", lambda: desk.targets(words.TARGET_PENDING) == people, 120)
        desk.button(words.START_IMPORTED, 60)
        desk.show_page(words.CAMPAIGNS)
        desk.table(words.TARGETS)
        return desk

    def begin_import(self, at_once=None, rate=None):
        desk = self.desk
        desk.button(words.IMPORT)
        for field, value in ((words.AT_ONCE, at_once), (words.RATE, rate)):
            if value is not None:
                desk.find(Role.SPIN_BUTTON, field).click()
                desk.key("ctrl+a")
                desk.type(str(value))
                desk.key("Tab")
        desk.button(words.IMPORT).click()

    def start(self):
        self.desk.button(words.START).click()
        self.desk.dialog().find(Role.PUSH_BUTTON, words.DO_START).click()
        wait_for("active campaign", lambda: self.desk.campaigns(words.CAMPAIGN_ACTIVE) == 1)
        self.desk.wait_until_closed()

    def rows_of(self, table):
        """The first rows that a table shows, as lists of what their cells say."""
        columns = Atspi.Table.get_n_columns(table.accessible)
        rows = min(Atspi.Table.get_n_rows(table.accessible), 50)
        return [[(Atspi.Table.get_accessible_at(table.accessible, row, column).get_name() or "").casefold()
                 for column in range(columns)] for row in range(rows)]


def main():
    """JOURNEY.py CAMPANILE [unittest's arguments…]"""
    global PROGRAM
    if len(sys.argv) < 2:
        raise SystemExit("which program? tests/journeys/on_display JOURNEY.py CAMPANILE")
    PROGRAM = str(pathlib.Path(sys.argv.pop(1)).absolute())
    unittest.main(module="__main__", verbosity=2)
