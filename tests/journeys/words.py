"""What the journeys look for: the names and words of the window, and what its database says. Whoever renames a control
or a state mends this file and no other."""

# Buttons
START = "Start…"
PAUSE = "Pause"
RESUME = "Resume"
CANCEL_CAMPAIGN = "Cancel campaign…"
IMPORT = ("Import",)  # its beginning: the rows are counted behind it
CREATE_DRAFT = "Create draft"
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
KEEP_RUNNING = "Keep running"
DO_ANYWAY = ("Import", "Skip")  # when some of the people were called before

# Fields
CAMPAIGN_NAME = "Name"
AT_ONCE = ("At most at once",)
ATTEMPTS = ("Attempts",)
RATE = ("Calls per minute",)

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
DRAFT = "draft"
IMPORTING = "importing"
IMPORT_FAILED = "import failed"
PAUSED = "paused"
COMPLETED = ("completed", "is done", "finished")
HUNG_UP = ("hung up", "callee", "agent")

# Keys
NEW_CAMPAIGN = "ctrl+n"

# The numbers of the enums in backend/domain/status.h, which the database stores
TARGET_PENDING, TARGET_SCHEDULED, TARGET_DISPATCHED, TARGET_FAILED, TARGET_SKIPPED = range(5)
CAMPAIGN_DRAFT, CAMPAIGN_ACTIVE, CAMPAIGN_PAUSED, CAMPAIGN_COMPLETED, CAMPAIGN_CANCELLED = range(5)
ATTEMPT_ANSWERED, ATTEMPT_ENDED = 3, 4
DATABASE = "campanile.sqlite"
