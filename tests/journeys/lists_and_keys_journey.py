"""Drop-down lists can be chosen from by the mouse, and keys press what has the keyboard, in every dialog."""
import words
from desk import Role, wait_for, write_list
from journey import Journey, main

TALLEST_ENTRY = 60  # pixels


class DropDowns(Journey):
    def test_every_one_can_be_chosen_from_by_mouse(self):
        desk = self.open(write_list(self.lists / "people.csv", 20))
        desk.button(words.IMPORT)
        boxes = self.boxes()
        self.assertGreaterEqual(len(boxes), 6, "the import page has fewer drop-downs than it should")
        for index, box in enumerate(boxes):
            with self.subTest(box.label):
                self.choose_another(index)

    def boxes(self):
        return [control for control in self.desk.walk() if control.role == Role.COMBO_BOX]

    def choose_another(self, index):
        """Another entry is chosen by a click; a drop-down of one entry is only opened."""
        box = self.boxes()[index]
        before = box.name
        box.click()
        try:
            entries = wait_for("open list", lambda: self.entries_of(box))
            tall = [str(entry) for entry in entries if entry.place[3] > TALLEST_ENTRY]
            self.assertEqual(tall, [], "entries too high to choose from")
            other = next((entry for entry in entries if entry.name != before), None)
            if other:
                wanted = other.name
                other.click()
                wait_for(f"choice of “{wanted}”", lambda: self.boxes()[index].name == wanted, 5)
        finally:
            if self.entries_of(box):
                self.desk.key("Escape")
            self.desk.take_focus()

    @staticmethod
    def entries_of(box):
        """Those that its open list shows."""
        return [control for control in box.walk() if control.role == Role.LIST_ITEM and control.place[3] > 0]


class Keys(Journey):
    """Enter and Space press the button that has the keyboard, not the one that Enter presses elsewhere."""

    def press(self, key, name):
        self.desk.dialog()
        self.desk.tab_to(name)
        self.desk.key(key)
        self.desk.wait_until_closed()

    def start_nothing(self, key):
        desk = self.import_list(20)
        desk.button(words.START).click()
        self.press(key, words.NOT_NOW)
        desk.button(words.START)
        self.assertEqual(desk.campaigns(words.CAMPAIGN_DRAFT), 1)
        self.assertEqual(desk.count("SELECT count(*) FROM attempts"), 0)

    def test_enter_on_not_now_starts_nothing(self):
        self.start_nothing("Return")

    def test_enter_of_the_number_block_on_not_now_starts_nothing(self):
        self.start_nothing("KP_Enter")

    def test_space_on_not_now_starts_nothing(self):
        self.start_nothing("space")

    def cancel_the_campaign(self, key):
        desk = self.import_list(20)
        desk.button(words.CANCEL_CAMPAIGN).click()
        self.press(key, words.DO_CANCEL)
        wait_for("cancelled campaign", lambda: desk.campaigns(words.CAMPAIGN_CANCELLED) == 1)

    def test_enter_on_cancel_campaign_cancels_it(self):
        self.cancel_the_campaign("Return")

    def test_space_on_cancel_campaign_cancels_it(self):
        self.cancel_the_campaign("space")

    def discard_the_form(self, key):
        desk = self.open()
        desk.key(words.NEW_CAMPAIGN)
        desk.dialog()
        desk.type("Renewals")
        self.press(key, words.DISCARD)
        self.assertEqual(desk.count("SELECT count(*) FROM campaigns"), 0)

    def test_enter_on_discard_makes_no_campaign(self):
        self.discard_the_form("Return")

    def test_space_on_discard_makes_no_campaign(self):
        self.discard_the_form("space")

    def test_enter_in_a_field_makes_the_draft(self):
        desk = self.open()
        desk.key(words.NEW_CAMPAIGN)
        desk.dialog()
        desk.type("Renewals")
        desk.key("Return")
        wait_for("draft", lambda: desk.campaigns(words.CAMPAIGN_DRAFT) == 1)


if __name__ == "__main__":
    main()
