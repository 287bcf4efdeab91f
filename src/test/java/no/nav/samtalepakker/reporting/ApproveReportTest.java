package no.nav.samtalepakker.reporting;

import no.nav.samtalepakker.platform.InvalidInput;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ApproveReportTest {

	@Test
	void settlesWithAYes() {
		ApproveReport form = new ApproveReport(true, null, null);
		form.check(1);
		assertThat(form.settles()).isTrue();
	}

	@Test
	void goesBackWithAComment() {
		ApproveReport form = new ApproveReport(false, "Punkt to mangler", null);
		form.check(1);
		assertThat(form.settles()).isFalse();
	}

	@Test
	void needsACommentToGoBack() {
		refuses(new ApproveReport(false, null, null), 1, "comment");
		refuses(new ApproveReport(false, null, null), 2, "comment");
	}

	@Test
	void settlesWithARemarkFromTheSecondRound() {
		ApproveReport form = new ApproveReport(false, null, "Vi ser det annerledes");
		form.check(2);
		assertThat(form.settles()).isTrue();
		refuses(form, 1, "remark");
	}

	@Test
	void refusesARemarkBesideAYes() {
		refuses(new ApproveReport(true, null, "Vi ser det annerledes"), 2, "remark");
	}

	private static void refuses(ApproveReport form, int round, String field) {
		assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> form.check(round))
			.satisfies((refusal) -> assertThat(refusal.field()).isEqualTo(field));
	}

}
