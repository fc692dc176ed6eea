"""A desk: the real program on a real display, found as a screen reader finds it and driven as a person drives it.

Controls are found on the accessibility bus, by role and name; the mouse and the keyboard are those of the X server
(xdotool), so that a control which cannot be hit or reached fails the journey. What is true is read from the database,
by a second, reading connection, and not from what the window says of itself.
"""
import contextlib
import os
import pathlib
import resource
import signal
import sqlite3
import subprocess
import tempfile
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

import words  # noqa: E402

PATIENCE = 20 * int(os.environ.get("CAMPANILE_SLOWED_BY", "1"))
LOOK = 0.05
Role = Atspi.Role
State = Atspi.StateType
BUTTONS = {Role.PUSH_BUTTON, Role.TOGGLE_BUTTON, Role.CHECK_BOX, Role.RADIO_BUTTON}
TABLES = {Role.TABLE, Role.TREE, Role.TREE_TABLE}
WINDOWS = {Role.DIALOG, Role.ALERT, Role.FRAME, Role.WINDOW, Role.FILE_CHOOSER}


class Missing(AssertionError):
    """Something that was waited for did not come."""


def wait_for(what, look, patience=PATIENCE):
    """The first truthy answer of look(). A control may vanish while it is looked at: that is no answer."""
    deadline = time.monotonic() + patience
    while True:
        with contextlib.suppress(GLib.Error):
            found = look()
            if found:
                return found
        if time.monotonic() > deadline:
            raise Missing(f"after {patience} s there is no {what}")
        time.sleep(LOOK)


def is_named(name, wanted):
    """wanted is a whole name, or a tuple of possible beginnings; capitals and mnemonics do not matter."""
    name = name.replace("&", "").casefold()
    if isinstance(wanted, tuple):
        return any(name.startswith(beginning.casefold()) for beginning in wanted)
    return name == wanted.casefold()


class Control:
    """A control as the accessibility bus tells it."""

    def __init__(self, accessible):
        self.accessible = accessible

    @property
    def name(self):
        return self.accessible.get_name() or ""

    @property
    def description(self):
        return self.accessible.get_description() or ""

    @property
    def parent(self):
        above = self.accessible.get_parent()
        return Control(above) if above else None

    @property
    def label_text(self):
        """What its label says; nothing when it has none."""
        for relation in self.accessible.get_relation_set():
            if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY:
                return Control(relation.get_target(0)).name
        return ""

    @property
    def label(self):
        """What is said before the control: its label's text, or its name. The name of a drop-down is what it shows, so
        that without a label its description has to do."""
        return self.label_text or (self.description if self.role == Role.COMBO_BOX else self.name)

    @property
    def role(self):
        return self.accessible.get_role()

    @property
    def role_name(self):
        return self.accessible.get_role_name()

    def __eq__(self, other):
        return isinstance(other, Control) and self.accessible == other.accessible

    def has(self, state):
        return self.accessible.get_state_set().contains(state)

    @property
    def is_showing(self):
        return self.has(State.SHOWING) and self.has(State.VISIBLE)

    @property
    def is_enabled(self):
        return self.has(State.ENABLED)

    @property
    def has_focus(self):
        return self.has(State.FOCUSED)

    @property
    def place(self):
        """On the screen, in physical pixels: (x, y, width, height)."""
        box = self.accessible.get_extents(Atspi.CoordType.SCREEN)
        return box.x, box.y, box.width, box.height

    def text(self):
        """What is written in a field; the name of anything else."""
        interface = self.accessible.get_text_iface() if "Text" in self.accessible.get_interfaces() else None
        return Atspi.Text.get_text(interface, 0, -1) if interface else self.name

    def children(self, most=400):
        count = min(self.accessible.get_child_count(), most)
        found = (self.accessible.get_child_at_index(index) for index in range(count))
        return [Control(child) for child in found if child]

    def walk(self, into_tables=False):
        """This and all that can be seen in it, in order. A table may have a million cells, and is left closed."""
        yield self
        if self.role in TABLES and not into_tables:
            return
        for child in self.children():
            if child.is_showing:
                yield from child.walk(into_tables)

    def find(self, roles, name):
        roles = roles if isinstance(roles, set) else {roles}
        return next((c for c in self.walk() if c.role in roles and is_named(c.name, name)), None)

    def click(self, button=1, times=1):
        x, y, width, height = self.place
        if width <= 0 or height <= 0:
            raise Missing(f"“{self.name}” has no place on the screen")
        xdotool("mousemove", "--sync", str(x + width // 2), str(y + height // 2),
                "click", "--repeat", str(times), "--delay", "20", str(button))

    def __str__(self):
        return f"{self.role_name} “{self.name}” at {self.place}"


def xdotool(*arguments):
    return subprocess.run(("xdotool",) + arguments, check=True, capture_output=True, text=True).stdout


class Desk:
    """The program with a fresh data directory. Use it as a context: it ends the program, also after a failure."""

    def __init__(self, program, arguments=(), environment=None):
        self.folder = tempfile.TemporaryDirectory(prefix="campanile-journey-")
        self.data = pathlib.Path(self.folder.name) / "data"
        self.program = program
        self.arguments = arguments
        self.environment = environment or {}
        self.process = None
        self.application = None

    def __enter__(self):
        # Signals stay as Python has them: SIGXFSZ is ignored, so that a full disk is an error and not the end.
        self.process = subprocess.Popen(
            [self.program, "--data-dir", str(self.data), *self.arguments],
            env={**os.environ, **self.environment}, restore_signals=False)
        try:
            self.application = wait_for("window on the accessibility bus", self._application)
            self.application.accessible.set_cache_mask(Atspi.Cache.NONE)
            wait_for("window", lambda: self.window.is_showing)
            self.take_focus()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGKILL)  # there is nobody to answer the question whether to quit
        self.process.wait()
        self.folder.cleanup()

    def _application(self):
        for child in Control(Atspi.get_desktop(0)).children():
            if child.accessible.get_process_id() == self.process.pid and child.children():
                return child
        return None

    @property
    def window(self):
        """The main window."""
        return next(c for c in self.application.children() if c.role == Role.FRAME)

    def windows(self):
        """What is open, the topmost first."""
        return [c for c in reversed(self.application.children()) if c.is_showing]

    def walk(self):
        for window in self.windows():
            yield from window.walk()

    def look_for(self, roles, name):
        """Now, or None."""
        roles = roles if isinstance(roles, set) else {roles}
        return next((c for c in self.walk() if c.role in roles and is_named(c.name, name)), None)

    def find(self, roles, name, patience=PATIENCE):
        return wait_for(f"“{name}”", lambda: self.look_for(roles, name), patience)

    def button(self, name, patience=PATIENCE):
        """A button that can be pressed."""
        def look():
            found = self.look_for(BUTTONS, name)
            return found if found and found.is_enabled else None
        return wait_for(f"button “{name}” that can be pressed", look, patience)

    def says(self, text):
        """Whether the text stands anywhere that can be seen, tables left out."""
        return any(text.casefold() in c.name.casefold() for c in self.walk())

    def take_focus(self):
        """Gives the keyboard to the topmost window of the program, as a window manager does when one opens."""
        shown = xdotool("search", "--onlyvisible", "--pid", str(self.process.pid), "").split()
        if shown:
            xdotool("windowfocus", "--sync", shown[-1])

    def dialog(self):
        """The dialog that is open, with the keyboard in it."""
        found = wait_for("dialog", self.open_dialog)
        self.take_focus()
        return found

    def open_dialog(self):
        return next((c for c in self.windows() if c.role in {Role.DIALOG, Role.ALERT}), None)

    def wait_until_closed(self):
        wait_for("end of the dialog", lambda: not self.open_dialog())
        self.take_focus()

    @staticmethod
    def key(*keys):
        xdotool("key", "--delay", "30", *keys)

    @staticmethod
    def type(text):
        xdotool("type", "--delay", "10", text)

    def focused(self):
        """What the next key goes to, or None."""
        return next((c for c in self.windows()[0].walk() if c.has_focus and c.role not in WINDOWS), None)

    def tab_to(self, name, most=80):
        """Presses Tab until the control of that name has the keyboard."""
        for _ in range(most):
            now = self.focused()
            if now and is_named(now.name, name):
                return now
            self.key("Tab")
            time.sleep(LOOK)
        raise Missing(f"Tab does not reach “{name}”")

    def show_page(self, title):
        pages = self.find(Role.LIST, words.PAGES)
        wait_for(f"page “{title}”", lambda: next(
            (c for c in pages.children() if c.name.startswith(title)), None)).click()

    def table(self, name):
        return self.find(TABLES, name)

    # What is true

    def ask(self, statement, *values):
        """The rows that the database answers with."""
        path = (self.data / words.DATABASE).as_uri() + "?mode=ro"
        with contextlib.closing(sqlite3.connect(path, uri=True, timeout=10)) as database:
            return database.execute(statement, values).fetchall()

    def count(self, statement, *values):
        return self.ask(statement, *values)[0][0]

    def campaigns(self, status):
        return self.count("SELECT count(*) FROM campaigns WHERE status = ?", status)

    def targets(self, status):
        return self.count("SELECT count(*) FROM targets WHERE status = ?", status)

    @contextlib.contextmanager
    def little_memory(self, most):
        """While it lasts, the program takes at most so many bytes more than it has."""
        process = pathlib.Path("/proc") / str(self.process.pid)

        def bytes_of(field):
            line = next(line for line in (process / "status").read_text().splitlines() if line.startswith(field))
            return int(line.split()[1]) * 1024

        (process / "clear_refs").write_text("5")  # forgets the peak
        before = bytes_of("VmRSS")
        yield
        taken = bytes_of("VmHWM") - before
        if taken > most:
            raise AssertionError(f"the program took {taken:,} bytes more, and not {most:,}")

    @contextlib.contextmanager
    def full_disk(self, room):
        """While it lasts, no file of the program grows beyond the largest that it has and `room` bytes."""
        largest = max(file.stat().st_size for file in self.data.rglob("*") if file.is_file())
        usual = resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE, (largest + room, usual[1]))
        try:
            yield
        finally:
            resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE, usual)


def write_list(path, people, ending=None):
    """A list of so many people. `ending` is a reserved one of the simulated carrier, which tells how each call goes."""
    with open(path, "w", encoding="utf-8") as file:
        file.write("phone,name\n")
        for person in range(people):
            if ending is None:
                area, line = 201, 2_000_010 + person // 9_000 * 10_000 + person % 9_000
                file.write(f"+1{area}{line},Person {person}\n")
            else:
                file.write(f"+1415{200 + person:03}{ending},Person {person}\n")
    return path
