"""A campaign whose list is still going in, or did not go in, says so, and cannot be started."""
import words
from desk import BUTTONS, TABLES, wait_for, write_list
from journey import Journey, main

MANY = 600_000  # enough for a look at the window while they go in


class Import(Journey):
    def is_running(self):
        return self.desk.count("SELECT count(*) FROM imports WHERE running = 1") == 1

    def states(self):
        table = self.desk.look_for(TABLES, words.CAMPAIGNS)
        return " ".join(" ".join(row) for row in self.rows_of(table)) if table else ""

    def offers_to_start(self):
        start = self.desk.look_for(BUTTONS, words.START)
        return bool(start) and start.is_enabled

    def begin(self):
        desk = self.open(write_list(self.lists / "people.csv", MANY))
        self.begin_import()
        wait_for("running import", lambda: self.is_running() and desk.count("SELECT count(*) FROM targets"))
        return desk

    def test_a_campaign_that_is_imported_says_so_and_offers_no_start(self):
        self.begin().show_page(words.CAMPAIGNS)
        wait_for(f"“{words.IMPORTING}”", lambda: words.IMPORTING in self.states(), 2)
        self.assertFalse(self.offers_to_start())
        self.assertTrue(self.is_running(), "the import was over too soon to tell: make the list longer")

    def test_a_failed_import_says_so_offers_no_start_and_leaves_nobody(self):
        desk = self.begin()
        with desk.full_disk(room=0):
            wait_for("word of the full disk", lambda: desk.says("disk"), 60)
            desk.show_page(words.CAMPAIGNS)
            wait_for("word of the failed import", lambda: any(word in self.states() for word in words.NOT_IMPORTED))
            self.assertFalse(self.offers_to_start())
        undo = desk.look_for(BUTTONS, words.UNDO)
        if undo and undo.is_enabled:  # or the engine was faster
            undo.click()
        wait_for("end of what was imported", lambda: desk.count("SELECT count(*) FROM targets") == 0, 120)
        self.assertFalse(self.offers_to_start(), "there is nobody to call")


if __name__ == "__main__":
    main()
