package no.nav.samtalepakker.privacy;

import org.springframework.context.ApplicationContext;

/** Lets a test do tonight's erasure now. */
public final class TestErasure {

	private TestErasure() {
	}

	public static void eraseDue(ApplicationContext application) {
		application.getBean(Erasure.class).eraseDue();
	}

}
