package no.nav.samtalepakker.notification;

import java.util.List;

import no.nav.samtalepakker.notification.Block.Kind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BlockTest {

	private static final String OURS = "https://samtalepakker.example/";

	@Test
	void onlyOurOwnSignatureBeginsTheSmallPrint() {
		List<Block> blocks = Block.of("""
				Hei!

				Sekretariatet skriver:

				Først dette.

				--
				Så dette, under en strek.

				Åpne oppgaven:
				https://samtalepakker.example/samtaler/1

				--
				Ikke svar på denne e-posten.
				""", OURS);
		assertThat(blocks).extracting(Block::kind)
			.containsExactly(Kind.TEXT, Kind.TEXT, Kind.TEXT, Kind.TEXT, Kind.BUTTON, Kind.RULE, Kind.SMALL);
		assertThat(blocks.get(3).lines()).hasSize(2);
	}

	@Test
	void aTextMayEndInALineOfDashes() {
		assertThat(Block.of("Hei!\n\n--\n\n--\nLite.", OURS)).extracting(Block::kind)
			.containsExactly(Kind.TEXT, Kind.TEXT, Kind.RULE, Kind.SMALL);
	}

}
