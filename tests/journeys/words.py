"""What the journeys look for: the names and words of the window, and what its database says. Whoever renames a control
or a state mends this file and no other."""

# Buttons
START = "Start…"
CANCEL_CAMPAIGN = "Cancel campaign…"
IMPORT = ("Import",)  # its beginning: the rows are counted behind it
DISCARD = "Discard"
CREATE_SAMPLE = "Create sample workspace"
START_IMPORTED = ("Start",)  # on the summary of an import
UNDO = ("Undo", "Remove")
STOP_ALL = "Stop all"
RELEASE = "Release"
# Of questions
DO_START = "Start campaign"
NOT_NOW = "Not now"
DO_CANCEL = ("Cancel campaign",)
DO_SKIP = ("Skip",)

# Fields
AT_ONCE = ("At most at once",)
RATE = ("Calls per minute",)

# Segments of the bar of targets: their counts stand behind them
ANSWERED_SEGMENT = ("Answered: ",)

# Tables, and the pages of the sidebar
TARGETS = "Targets"
CAMPAIGNS = "Campaigns"
CALLS = "Calls"
PAGES = "Pages"
ALL_PAGES = ("Live calls", CAMPAIGNS, CALLS)

# Menus
HELP_MENU = "Help"
HELP_DIALOGS = ("Keyboard shortcuts", "About Campanile")

# States, as the window says them
HELD = "held"
AT_ITS_LIMIT = "at its limit"
IMPORTING = "importing"
NOT_IMPORTED = ("import failed", "undoing the import")
PAUSED = "paused"
COMPLETED = ("completed", "is done", "finished")
HUNG_UP = ("hung up", "callee")

# Keys
NEW_CAMPAIGN = "ctrl+n"

# The numbers of the enums in backend/domain/status.h, which the database stores
TARGET_PENDING, TARGET_SCHEDULED, TARGET_DISPATCHED, TARGET_FAILED, TARGET_SKIPPED = range(5)
CAMPAIGN_DRAFT, CAMPAIGN_ACTIVE, CAMPAIGN_PAUSED, CAMPAIGN_COMPLETED, CAMPAIGN_CANCELLED = range(5)
ATTEMPT_ANSWERED = 3
DATABASE = "campanile.sqlite"
