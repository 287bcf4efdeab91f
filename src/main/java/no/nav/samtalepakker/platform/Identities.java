package no.nav.samtalepakker.platform;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Users, groups and who belongs where, as the engine keeps them. Checks no rights;
 * callers have done so. A user need never have logged in to be a member.
 */
@Component
public class Identities {

	/** The password every demo user has. */
	public static final String DEMO_PASSWORD = "demo";

	/** Runs the application and mends what has stopped. */
	public static final String ADMIN = "camunda-admin";

	/** Begins the user id of a program that acts on its own behalf. */
	public static final String PROGRAM_PREFIX = "program-";

	/** Runs rollouts, triage and summaries. */
	public static final String SECRETARIAT = "sekretariat";

	/** The group of those who evaluate; they read figures. */
	public static final String EVALUATOR = "evaluator";

	private final IdentityService identities;

	private final Processes processes;

	private final JdbcClient jdbc;

	private final boolean demo;

	private final SecureRandom random = new SecureRandom();

	private final ApplicationEventPublisher events;

	Identities(@Lazy IdentityService identities, Processes processes, JdbcClient jdbc, Environment environment,
			ApplicationEventPublisher events) {
		this.identities = identities;
		this.jdbc = jdbc;
		this.events = events;
		this.processes = processes;
		this.demo = environment.acceptsProfiles(Profiles.of("demo"));
	}

	/** The groups a user is in now. */
	public List<String> groupsOf(String userId) {
		return this.processes.asSystem(() -> this.identities.createGroupQuery()
			.groupMember(userId)
			.list()
			.stream()
			.map(Group::getId)
			.toList());
	}

	/** Asks the database: the engine may remember what it was told before a lock. */
	public boolean isMember(String userId, String groupId) {
		return this.jdbc.sql("select count(*) from act_id_membership where user_id_ = ? and group_id_ = ?")
			.params(userId, groupId)
			.query(Integer.class)
			.single() > 0;
	}

	/**
	 * Lets everybody else wait who gives a task to a member of the groups or ends a
	 * membership, until this transaction has ended: the one must not overtake the other.
	 */
	public void lock(Collection<String> groupIds) {
		List<String> unlocked = groupIds.stream()
			.filter((group) -> TransactionMemory.recall(new Locked(group)) == null)
			.toList();
		if (!unlocked.isEmpty()) {
			this.jdbc.sql("select id_ from act_id_group where id_ in (:groups) order by id_ for update")
				.param("groups", unlocked)
				.query(String.class)
				.list();
			unlocked.forEach((group) -> TransactionMemory.remember(new Locked(group), true));
		}
	}

	/** The people in a group, by name; programs are none. */
	public List<Named> peopleIn(String groupId) {
		return this.processes.asSystem(() -> this.identities.createUserQuery()
			.memberOfGroup(groupId)
			.list()
			.stream()
			.filter((user) -> !user.getId().startsWith(PROGRAM_PREFIX))
			.map((user) -> new Named(user.getId(), nameOf(user)))
			.toList());
	}

	private static String nameOf(User user) {
		String name = Stream.of(user.getFirstName(), user.getLastName())
			.filter((part) -> part != null && !part.isBlank())
			.collect(Collectors.joining(" "));
		return name.isEmpty() ? user.getId() : name;
	}

	/** The users in a group. */
	public List<String> members(String groupId) {
		return this.processes.asSystem(() -> this.identities.createUserQuery()
			.memberOfGroup(groupId)
			.list()
			.stream()
			.map(User::getId)
			.toList());
	}

	public boolean exists(String userId) {
		return this.processes.asSystem(() -> this.identities.createUserQuery().userId(userId).count() > 0);
	}

	/** The ids of all users. */
	public Set<String> users() {
		return this.processes.asSystem(() -> {
			Set<String> ids = new HashSet<>();
			this.identities.createUserQuery().list().forEach((user) -> ids.add(user.getId()));
			return ids;
		});
	}

	/** What people call each user; the user id of whom the engine knows no name. */
	public Map<String, String> names() {
		return this.processes.asSystem(() -> this.identities.createUserQuery()
			.list()
			.stream()
			.collect(Collectors.toMap(User::getId, Identities::nameOf)));
	}

	/** What people call the user, if the engine knows it. */
	public Optional<String> nameOf(String userId) {
		return this.processes.asSystem(() -> Optional
			.ofNullable(this.identities.createUserQuery().userId(userId).singleResult())
			.map((user) -> (Objects.toString(user.getFirstName(), "") + " " + Objects.toString(user.getLastName(), ""))
				.strip())
			.filter((name) -> !name.isEmpty()));
	}

	/** The same of each of these; the user id of whom the engine knows no name. */
	public Map<String, String> names(Collection<String> userIds) {
		Map<String, String> names = new HashMap<>();
		userIds.forEach((user) -> names.put(user, user));
		if (!names.isEmpty()) {
			this.processes
				.asSystem(
						() -> this.identities.createUserQuery().userIdIn(names.keySet().toArray(String[]::new)).list())
				.forEach((user) -> names.put(user.getId(), nameOf(user)));
		}
		return names;
	}

	/** The ids of all groups. */
	public List<String> groups() {
		return this.processes
			.asSystem(() -> this.identities.createGroupQuery().list().stream().map(Group::getId).toList());
	}

	/** Users in no group, who can do nothing here. */
	public List<String> withoutGroup() {
		return this.processes.asSystem(() -> this.identities.createUserQuery()
			.list()
			.stream()
			.map(User::getId)
			.filter((user) -> this.identities.createGroupQuery().groupMember(user).count() == 0)
			.toList());
	}

	/** Forgets a user, with the rights of their own. */
	public void remove(String userId) {
		groupsOf(userId).forEach((group) -> leave(userId, group));
		this.processes.asSystem(() -> {
			this.identities.deleteUser(userId);
			return null;
		});
	}

	/** The address the engine knows, if it knows the user and the address. */
	public Optional<String> emailOf(String userId) {
		return this.processes
			.asSystem(() -> Optional.ofNullable(this.identities.createUserQuery().userId(userId).singleResult())
				.map(User::getEmail)
				.filter((email) -> !email.isBlank()));
	}

	/** The addresses logins have told, by user; in the demonstration none has. */
	public Map<String, String> emailsFromLogin() {
		return this.demo ? Map.of()
				: this.processes.asSystem(() -> this.identities.createUserQuery()
					.list()
					.stream()
					.filter((user) -> user.getEmail() != null && !user.getEmail().isBlank())
					.collect(Collectors.toMap(User::getId, User::getEmail)));
	}

	/** The address the user's login has told, if it has. */
	public Optional<String> emailFromLogin(String userId) {
		return this.demo ? Optional.empty() : emailOf(userId);
	}

	/** The address of a demo user; nobody reads it. */
	public Optional<String> demoEmail(String userId) {
		return this.demo ? Optional.of(userId + "@example.invalid") : Optional.empty();
	}

	/**
	 * Creates the user unless there is one. Outside the demonstration nobody can log in
	 * with its password.
	 */
	public void ensureUser(String userId, String firstName, String lastName) {
		if (!exists(userId)) {
			addUser(userId, firstName, lastName);
		}
	}

	/** Creates a user known to be missing. */
	public void addUser(String userId, String firstName, String lastName) {
		this.processes.asSystem(() -> {
			User user = this.identities.newUser(userId);
			user.setFirstName(firstName);
			user.setLastName(lastName);
			user.setPassword(this.demo ? DEMO_PASSWORD : unusablePassword());
			demoEmail(userId).ifPresent(user::setEmail);
			this.identities.saveUser(user);
			return null;
		});
	}

	/**
	 * Creates the user, or brings name and e-mail address up to date.
	 * @param email or null if unknown; a known one then stays
	 */
	public void keepUser(String userId, String firstName, String lastName, String email) {
		ensureUser(userId, firstName, lastName);
		this.processes.asSystem(() -> {
			User user = this.identities.createUserQuery().userId(userId).singleResult();
			String address = (email != null) ? email : user.getEmail();
			if (!firstName.equals(user.getFirstName()) || !lastName.equals(user.getLastName())
					|| !Objects.equals(address, user.getEmail())) {
				user.setFirstName(firstName);
				user.setLastName(lastName);
				user.setEmail(address);
				this.identities.saveUser(user);
			}
			return null;
		});
	}

	/** Creates the group unless there is one. */
	public void ensureGroup(String groupId, String name) {
		this.processes.asSystem(() -> {
			if (this.identities.createGroupQuery().groupId(groupId).count() == 0) {
				Group group = this.identities.newGroup(groupId);
				group.setName(name);
				group.setType(ADMIN.equals(groupId) ? "SYSTEM" : "WORKFLOW");
				this.identities.saveGroup(group);
				this.events.publishEvent(new GroupCreated(groupId));
			}
			return null;
		});
	}

	/** Gives a group another name. */
	public void renameGroup(String groupId, String name) {
		this.processes.asSystem(() -> {
			Group group = this.identities.createGroupQuery().groupId(groupId).singleResult();
			if (group != null) {
				group.setName(name);
				this.identities.saveGroup(group);
			}
			return null;
		});
	}

	/** Makes the user a member; both exist. */
	public void join(String userId, String groupId) {
		this.processes.asSystem(() -> {
			if (this.identities.createUserQuery().userId(userId).memberOfGroup(groupId).count() == 0) {
				this.identities.createMembership(userId, groupId);
			}
			return null;
		});
	}

	/** Makes a user known not to be one a member. */
	public void addMember(String userId, String groupId) {
		this.processes.asSystem(() -> {
			this.identities.createMembership(userId, groupId);
			return null;
		});
	}

	/**
	 * Ends the membership, if there is one; the open tasks the user had as a member go
	 * back to the group.
	 * @return the tasks
	 */
	public List<String> leave(String userId, String groupId) {
		return leave(userId, groupId, null);
	}

	/**
	 * Ends the membership, if there is one, and gives the open tasks the user had as a
	 * member to another, or back to the group (null).
	 * @return the tasks
	 */
	public List<String> leave(String userId, String groupId, String successor) {
		lock(List.of(groupId));
		this.processes.asSystem(() -> {
			this.identities.deleteMembership(userId, groupId);
			return null;
		});
		return this.processes.reassign(groupId, userId, successor);
	}

	private String unusablePassword() {
		byte[] bytes = new byte[32];
		this.random.nextBytes(bytes);
		return Base64.getEncoder().encodeToString(bytes);
	}

	/**
	 * A user as people know them.
	 *
	 * @param userId user id
	 * @param name first and last name; the user id if neither is known
	 */
	public record Named(String userId, String name) {
	}

	/** Remembers for the rest of a transaction that it has locked the group. */
	private record Locked(String groupId) {
	}

}
