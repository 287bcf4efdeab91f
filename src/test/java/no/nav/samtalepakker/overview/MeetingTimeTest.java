package no.nav.samtalepakker.overview;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Where the time of a meeting may go. */
class MeetingTimeTest {

	@ParameterizedTest
	@CsvSource({ "120, 5, 10, 15, 15, 20", "120, 3, 10, 25, 15, 20", "60, 5, 5, 5, 20, 10", "30, 5, 5, 3, 5, 5",
			"180, 5, 10, 25, 15, 30" })
	void mostOfItGoesToTheQuestions(int minutes, int questions, int opening, int question, int spare, int agreeing) {
		MeetingTime time = MeetingTime.of(minutes, questions);
		assertThat(time).isEqualTo(new MeetingTime(minutes, opening, question, spare, agreeing));
		assertThat(opening + questions * question + spare + agreeing).isEqualTo(minutes);
	}

	@ParameterizedTest
	@CsvSource({ ",", "5,", "100000," })
	void aMeetingOfNoLengthThatCanBeTakesTwoHours(Integer planned) {
		assertThat(MeetingTime.of(planned, 5).minutes()).isEqualTo(120);
	}

}
