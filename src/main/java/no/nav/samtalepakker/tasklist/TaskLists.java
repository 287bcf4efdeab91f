package no.nav.samtalepakker.tasklist;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import no.nav.samtalepakker.platform.GroupCreated;
import no.nav.samtalepakker.platform.Identities;
import no.nav.samtalepakker.platform.Processes;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps the lists of Tasklist as this version knows them, and shows each to the groups it
 * is for, also to a group that comes later. Nobody else can store a list.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 40)
@Transactional
class TaskLists implements ApplicationRunner {

	/** What earlier versions offered. */
	private static final List<String> FORMER = List.of("Oppgaver jeg kan ta", "Sekretariatet", "Hindringer til oss");

	private final FilterService filters;

	private final TaskService tasks;

	private final AuthorizationService authorizations;

	private final Identities identities;

	private final Processes processes;

	/** The ids of the lists, empty until they have been stored. */
	private final Map<TaskList, String> ids = new ConcurrentHashMap<>();

	TaskLists(@Lazy FilterService filters, @Lazy TaskService tasks, @Lazy AuthorizationService authorizations,
			Identities identities, Processes processes) {
		this.filters = filters;
		this.tasks = tasks;
		this.authorizations = authorizations;
		this.identities = identities;
		this.processes = processes;
	}

	@Override
	public void run(ApplicationArguments arguments) {
		this.processes.asSystem(() -> {
			for (String former : FORMER) {
				this.filters.createTaskFilterQuery()
					.filterName(former)
					.list()
					.forEach((filter) -> this.filters.deleteFilter(filter.getId()));
			}
			this.processes.atOnce(() -> {
				for (TaskList list : TaskList.values()) {
					show(list, store(list));
				}
			});
			return null;
		});
	}

	/**
	 * The first start creates its groups before there are lists, and shows them itself.
	 */
	@EventListener
	void on(GroupCreated created) {
		this.processes.asSystem(() -> {
			this.ids.forEach((list, id) -> {
				if (list.isFor(created.groupId())) {
					grant(id, created.groupId());
				}
			});
			return null;
		});
	}

	private String store(TaskList list) {
		List<Filter> stored = this.filters.createTaskFilterQuery().filterName(list.title()).list();
		// two nodes that start for the first time together each store one
		stored.stream().skip(1).forEach((surplus) -> this.filters.deleteFilter(surplus.getId()));
		Filter filter = stored.isEmpty() ? this.filters.newTaskFilter(list.title()) : stored.get(0);
		filter.setProperties(Map.of("description", list.description(), "priority", list.priority(), "refresh", true));
		filter.setQuery(list.query(this.tasks));
		String id = this.filters.saveFilter(filter).getId();
		this.ids.put(list, id);
		return id;
	}

	private void show(TaskList list, String id) {
		List<Authorization> shown = this.authorizations.createAuthorizationQuery()
			.resourceType(Resources.FILTER)
			.resourceId(id)
			.list();
		if (list.isForEverybody()) {
			if (shown.stream().noneMatch((right) -> right.getAuthorizationType() == Authorization.AUTH_TYPE_GLOBAL)) {
				save(id, this.authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GLOBAL));
			}
			return;
		}
		Set<String> groups = shown.stream()
			.map(Authorization::getGroupId)
			.filter((group) -> group != null)
			.collect(Collectors.toSet());
		for (String group : this.identities.groups()) {
			if (list.isFor(group) && !groups.contains(group)) {
				grant(id, group);
			}
		}
	}

	private void grant(String filterId, String group) {
		Authorization grant = this.authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
		grant.setGroupId(group);
		save(filterId, grant);
	}

	private void save(String filterId, Authorization right) {
		right.setResource(Resources.FILTER);
		right.setResourceId(filterId);
		right.addPermission(Permissions.READ);
		this.authorizations.saveAuthorization(right);
	}

}
