"""Who is chosen is skipped: everybody of a list that is longer than what is loaded of it, and one who waits in the
queue of a campaign that runs."""
import words
from desk import TABLES, Role, wait_for
from journey import Journey, main


class Skip(Journey):
    def skip_chosen(self):
        """Delete, and yes."""
        self.desk.key("Delete")
        self.desk.dialog().find(Role.PUSH_BUTTON, words.DO_SKIP).click()

    def test_everybody_who_is_chosen_is_skipped(self):
        people = 1_500
        desk = self.import_list(people)
        desk.find(TABLES, words.TARGETS).click()
        desk.key("ctrl+a")
        self.skip_chosen()
        wait_for(f"{people} skipped people", lambda: desk.targets(words.TARGET_SKIPPED) == people)

    def test_to_choose_all_of_a_long_list_takes_no_memory(self):
        """A screen reader listens, to which a plain table hands an index of each cell."""
        desk = self.import_list(400_000)
        desk.find(TABLES, words.TARGETS).click()
        with desk.little_memory(30_000_000):
            desk.key("ctrl+a", "Delete")
            desk.dialog()

    def test_somebody_who_waits_in_the_queue_is_skipped_and_never_dialled(self):
        desk = self.import_list(40, rate=10)
        self.start()
        wait_for("queue", lambda: desk.targets(words.TARGET_SCHEDULED) > 20)
        desk.find(TABLES, words.TARGETS).click()
        desk.key("ctrl+End")  # whose turn is last
        self.skip_chosen()
        wait_for("one skipped person", lambda: desk.targets(words.TARGET_SKIPPED) == 1)
        self.assertEqual(desk.count(
            "SELECT count(*) FROM attempts a JOIN scheduled_calls c ON c.id = a.scheduled_call_id "
            "JOIN targets t ON t.id = c.target_id WHERE t.status = ?", words.TARGET_SKIPPED), 0)
        self.assertEqual(desk.campaigns(words.CAMPAIGN_ACTIVE), 1)


if __name__ == "__main__":
    main()
