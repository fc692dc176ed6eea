"""Every control that can be seen has a name and a right role on the accessibility bus, on every page, in every dialog
and in every menu: what a screen reader would say of the program, heard on the bus that it listens to."""
import words
from desk import BUTTONS, WINDOWS, Role, State, wait_for, write_list
from journey import Journey, main

# What can be acted on, or stands for something that is seen; all of it needs a name.
NAMED = BUTTONS | WINDOWS | {
    Role.COMBO_BOX, Role.TEXT, Role.ENTRY, Role.PASSWORD_TEXT, Role.SPIN_BUTTON, Role.SLIDER, Role.LIST, Role.LIST_ITEM,
    Role.TABLE, Role.TREE, Role.TREE_TABLE, Role.TABLE_COLUMN_HEADER, Role.MENU_ITEM, Role.CHECK_MENU_ITEM,
    Role.RADIO_MENU_ITEM, Role.PAGE_TAB, Role.PROGRESS_BAR, Role.LINK, Role.MENU}
# Roles that hold others and say nothing of their own; a screen reader passes them over.
SILENT = {Role.FILLER, Role.PANEL, Role.UNKNOWN, Role.LAYERED_PANE, Role.SPLIT_PANE, Role.SCROLL_PANE, Role.VIEWPORT,
          Role.INVALID}


class Accessibility(Journey):
    def setUp(self):
        super().setUp()
        self.faults = []
        self.told = set()
        self.heard = 0

    def tearDown(self):
        self.assertGreater(self.heard, 30, "hardly anything was heard: the walk went nowhere")
        if self.faults:
            self.fail(f"{len(self.faults)} faults:\n" + "\n".join(self.faults))

    def hear(self, where):
        """Notes the faults of all that can be seen in the topmost window; each once, where it is met first."""
        for control in self.desk.windows()[0].walk():
            self.heard += 1
            for fault in self.faults_of(control):
                self.note(where, fault, control)

    def note(self, where, fault, control):
        told = f"{fault}: {control}"
        if told not in self.told:
            self.told.add(told)
            self.faults.append(f"{where}: {told}")

    def faults_of(self, control):
        role, name = control.role, control.name
        if role in NAMED and not control.label:
            yield "has no name"
        if role in SILENT and control.has(State.FOCUSABLE):
            yield f"takes the keyboard as a {control.role_name}"
        if role in SILENT and name and not control.children(most=1):
            yield f"says something as a {control.role_name}, which nobody hears"
        if role == Role.LABEL and name and self.is_said_twice(control):
            yield "says the same as the label beside it, and not what it shows"
        if role == Role.IMAGE and not name and not self.stands_beside_words(control):
            yield "is a picture without a word"

    @staticmethod
    def is_said_twice(label):
        """Two labels of one line with one name: the second is named by the first, and its own text is not heard."""
        parent = label.parent
        line = label.place[1]
        return parent is not None and any(map(str.isalpha, label.name)) and sum(
            c.role == Role.LABEL and c.name == label.name and c.is_showing and c.place[1] == line
            for c in parent.children()) > 1

    @staticmethod
    def stands_beside_words(picture):
        parent = picture.parent
        return parent is not None and any(c.role == Role.LABEL and c.name for c in parent.children())

    def test_an_empty_workspace(self):
        desk = self.open()
        desk.button(words.CREATE_SAMPLE)
        self.hear("welcome")
        self.hear_menus()
        for page in words.ALL_PAGES:
            desk.show_page(page)
            self.hear(f"empty {page}")
        desk.key(words.NEW_CAMPAIGN)
        desk.dialog()
        self.hear("new campaign")
        desk.key("Return")  # without a name: a problem is shown
        self.hear("new campaign without a name")
        desk.key("Escape")
        desk.wait_until_closed()
        for dialog in words.HELP_DIALOGS:
            self.choose_in_menu(words.HELP_MENU, dialog)
            desk.dialog()
            self.hear(dialog)
            desk.key("Escape")
            desk.wait_until_closed()

    def hear_menus(self):
        """Closed menus, too, whose entries are there all the same."""
        def entries(of):
            for child in of.children():
                yield child
                yield from entries(child)
        bar = self.desk.find(Role.MENU_BAR, "")
        found = list(entries(bar))
        self.assertGreater(len(found), 10)
        for entry in found:
            if entry.role in NAMED and not entry.name:
                self.note("menus", "has no name", entry)

    def choose_in_menu(self, menu, entry):
        self.desk.find(Role.MENU_ITEM, menu).click()
        bar_entry = self.desk.find(Role.MENU_ITEM, menu)

        def opened():
            popup = bar_entry.children()[0]
            return next((c for c in popup.children() if c.name == entry and popup.is_showing), None)
        wait_for(f"entry “{entry}”", opened).click()

    def test_a_campaign_that_runs(self):
        desk = self.open()
        desk.button(words.CREATE_SAMPLE).click()
        desk.button(words.START)
        self.hear("draft")
        desk.button(words.START).click()
        desk.dialog()
        self.hear("question whether to start")
        desk.dialog().find(Role.PUSH_BUTTON, words.DO_START).click()
        desk.wait_until_closed()
        wait_for("calls", lambda: desk.count("SELECT count(*) FROM attempts") > 2)
        self.hear("running campaign")
        segment = desk.find(Role.RADIO_BUTTON, words.ANSWERED_SEGMENT)
        self.assertTrue(segment.has(State.FOCUSABLE), "a segment is out of reach of the keyboard")
        for page in words.ALL_PAGES:
            desk.show_page(page)
            self.hear(page)
        desk.table(words.CALLS).click()
        desk.key("ctrl+Home")
        self.hear("call in detail")
        desk.show_page(words.CAMPAIGNS)
        desk.button(words.CANCEL_CAMPAIGN).click()
        desk.dialog()
        self.hear("question whether to cancel")
        desk.key("Escape")
        desk.wait_until_closed()
        desk.button(words.STOP_ALL).click()
        desk.button(words.RELEASE)
        self.hear("Stop all")

    def test_an_import(self):
        desk = self.open(write_list(self.lists / "people.csv", 30))
        desk.button(words.IMPORT)
        self.hear("columns of a list")
        desk.button(words.IMPORT).click()
        desk.button(words.START_IMPORTED)
        self.hear("what came of an import")


if __name__ == "__main__":
    main()
