package no.nav.samtalepakker.migration;

import java.util.List;

import no.nav.samtalepakker.audit.Act;
import no.nav.samtalepakker.audit.Audit;
import no.nav.samtalepakker.platform.ModelVersions;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/** One case at a time, moved or tried, each in a transaction of its own. */
@Component
@Transactional
class Moves {

	private final ModelVersions models;

	private final Audit audit;

	Moves(ModelVersions models, Audit audit) {
		this.models = models;
		this.audit = audit;
	}

	/** Moves the case, and tells the audit. */
	void move(Order order, ModelVersions.Plan plan, ModelVersions.Instance instance) {
		this.models.move(plan, instance);
		this.audit.record(Act.CASE_MIGRATED, List.of(new Audit.Subject(instance.caseId(), null, order.toString())));
	}

	/** Does all a move does and takes it back. */
	void rehearse(ModelVersions.Plan plan, ModelVersions.Instance instance) {
		this.models.move(plan, instance);
		TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
	}

}
