package no.nav.samtalepakker.overview;

import no.nav.samtalepakker.platform.Receipts;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Tells a form whose answer was lost on the way whether it has arrived. */
@RestController
class ReceiptController {

	private final Receipts receipts;

	ReceiptController(Receipts receipts) {
		this.receipts = receipts;
	}

	@GetMapping("/api/tasks/{taskId}/receipt")
	Receipts.Receipt receipt(@PathVariable String taskId) {
		return this.receipts.of(taskId);
	}

}
