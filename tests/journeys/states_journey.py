"""What the window says of calls and campaigns is true while they go on, and what happens by itself is announced,
whatever page is shown."""
import words
from desk import TABLES, wait_for
from journey import Journey, main

# Reserved endings of the simulated carrier (backend/carriers/simulated/call_plan.cpp)
ANSWERED = "0000"
DECLINED = "0003"
CARRIER_ERROR = "0006"
TALKS_LONG = "0009"


class States(Journey):
    def test_who_is_talking_has_no_outcome_yet(self):
        desk = self.import_list(3, ANSWERED)
        self.start()
        wait_for("answer", self.talking)
        for _ in range(20):
            said = " ".join(" ".join(row) for row in self.rows_of(desk.table(words.TARGETS)))
            if not self.talking():
                break
            self.assertFalse([word for word in words.HUNG_UP if word in said], said)

    def talking(self):
        return self.desk.count("SELECT count(*) FROM attempts WHERE state = ?", words.ATTEMPT_ANSWERED) == 3

    def test_a_campaign_at_its_own_limit_is_active_and_not_held(self):
        desk = self.import_list(6, TALKS_LONG, at_once=1)
        self.start()
        wait_for("answer", lambda: desk.count(
            "SELECT count(*) FROM attempts WHERE state = ?", words.ATTEMPT_ANSWERED) == 1, 60)
        wait_for(f"“{words.AT_ITS_LIMIT}”", lambda: self.says_of_the_campaign(words.AT_ITS_LIMIT))
        self.assertFalse(self.says_of_the_campaign(words.HELD))

    def says_of_the_campaign(self, word):
        rows = self.rows_of(self.desk.find(TABLES, words.CAMPAIGNS))
        return any(word in cell for row in rows for cell in row) or self.desk.says(word)

    def test_an_automatic_pause_is_announced_on_every_page(self):
        desk = self.import_list(30, CARRIER_ERROR, rate=0)
        self.start()
        desk.show_page(words.CALLS)
        wait_for("automatic pause", lambda: desk.campaigns(words.CAMPAIGN_PAUSED) == 1, 60)
        wait_for("word of it", lambda: self.announces((words.PAUSED,)))

    def test_a_completion_is_announced_on_every_page(self):
        desk = self.import_list(3, DECLINED, rate=0)
        self.start()
        desk.show_page(words.CALLS)
        wait_for("completion", lambda: desk.campaigns(words.CAMPAIGN_COMPLETED) == 1, 60)
        wait_for("word of it", lambda: self.announces(words.COMPLETED))

    def announces(self, what):
        """One text names the campaign, which is called like its list, and what became of it."""
        return any("people" in said and any(word in said for word in what)
                   for said in (control.name.casefold() for control in self.desk.walk()))


if __name__ == "__main__":
    main()
