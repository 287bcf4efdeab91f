package no.nav.samtalepakker.operation;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import no.nav.samtalepakker.testing.OnPostgres;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.awaitility.Awaitility.await;

/**
 * What {@code docker/compose.yaml} describes, as processes of this machine: its settings,
 * secrets, commands and the proxy's configuration as they stand, the Java runtime the
 * image is made with, and only ports and folders changed. Containers themselves are all
 * that is missing.
 *
 * <p>
 * Without {@code -Dkeycloak.home}, which names an unpacked Keycloak, another OIDC
 * provider takes its place.
 */
final class Stack implements AutoCloseable {

	/** The address people open. */
	static final String HOME = "https://samtalepakker.localhost:8443";

	private static final Path DOCKER = Path.of("docker");

	private static final Duration PATIENCE = Duration.ofMinutes(5);

	private final Path folder;

	private final Map<String, ?> compose;

	private final String dockerfile;

	private final Map<String, Integer> ports = new HashMap<>();

	private final Map<String, Process> processes = new LinkedHashMap<>();

	private final GreenMail mail;

	private final JdbcClient jdbc;

	private final Tunnel tunnel;

	private final Path runtime;

	private MockOAuth2Server provider;

	Stack(Path folder) throws IOException, InterruptedException, SQLException {
		this.folder = Files.createDirectories(folder).toAbsolutePath();
		this.dockerfile = Files.readString(DOCKER.resolve("Dockerfile"));
		this.compose = yaml(DOCKER.resolve("compose.yaml"));
		for (String name : List.of("proxy", "node-1", "node-2", "node-1 health", "node-2 health", "provider",
				"provider health")) {
			this.ports.put(name, freePort());
		}
		this.tunnel = new Tunnel(this.ports.get("proxy"));
		makeSecrets();
		this.runtime = makeRuntime();
		this.mail = new GreenMail(new ServerSetup(freePort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
		this.mail.start();
		this.jdbc = makeDatabase();
		startProvider();
		startProxy();
		trust();
	}

	// what is to be made first

	/** As the README says. */
	private void makeSecrets() throws IOException, InterruptedException {
		Path script = this.folder.resolve("secrets.sh");
		Files.copy(DOCKER.resolve("secrets.sh"), script, StandardCopyOption.REPLACE_EXISTING);
		run(List.of("sh", script.toString()), Map.of(), "secrets");
	}

	/** The image's own, made once for each way of making it. */
	private Path makeRuntime() throws IOException, InterruptedException {
		String jlink = found("(?m)^RUN (jlink .*)$").get(0);
		Path made = Path.of("target", "runtime-" + Integer.toHexString((jlink + Runtime.version()).hashCode()))
			.toAbsolutePath();
		if (!Files.exists(made.resolve("bin/java"))) {
			Path making = this.folder.resolve("runtime");
			List<String> command = new ArrayList<>(
					List.of(jlink.replace("/opt/java", making.toString()).split("\\s+")));
			command.set(0, Path.of(System.getProperty("java.home"), "bin", "jlink").toString());
			run(command, Map.of(), "jlink");
			if (!Files.exists(made)) {
				Files.move(making, made);
			}
		}
		return made;
	}

	private JdbcClient makeDatabase() {
		// compose names user and database alike
		String name = environment("node-1").get("SPRING_DATASOURCE_USERNAME");
		String url = OnPostgres.Server.url("containers");
		JdbcClient all = JdbcClient.create(new DriverManagerDataSource(url, "postgres", ""));
		all.sql("drop schema public cascade").update();
		all.sql("create schema public").update();
		if (all.sql("select 1 from pg_roles where rolname = ?").param(name).query().listOfRows().isEmpty()) {
			all.sql("create role " + name + " login").update();
		}
		all.sql("alter schema public owner to " + name).update();
		return all;
	}

	private void trust() throws IOException, InterruptedException {
		Files.createDirectories(this.folder.resolve("trust"));
		run(words(service("trust").get("entrypoint")).stream().map(this::here).toList(), Map.of(), "trust");
	}

	// servers

	private void startProvider() throws IOException, InterruptedException {
		int port = this.ports.get("provider");
		String home = System.getProperty("keycloak.home");
		if (home == null) {
			this.provider = new MockOAuth2Server(new OAuth2Config(true));
			this.provider.start(InetAddress.getLoopbackAddress(), port);
			return;
		}
		Path imported = Files.createDirectories(Path.of(home, "data", "import"));
		Files.copy(DOCKER.resolve("realm.json"), imported.resolve("realm.json"), StandardCopyOption.REPLACE_EXISTING);
		List<String> command = new ArrayList<>(List.of(Path.of(home, "bin", "kc.sh").toString()));
		command.addAll(words(service("provider").get("command")));
		command.add("--http-port=" + port);
		command.add("--http-management-port=" + this.ports.get("provider health"));
		Map<String, String> secrets = Files.readAllLines(this.folder.resolve("secrets/provider.env"))
			.stream()
			.map((line) -> line.split("=", 2))
			.collect(Collectors.toMap((pair) -> pair[0], (pair) -> pair[1]));
		// its image has a Java of its own, and ours lacks what it needs
		secrets.put("JAVA_HOME", System.getProperty("java.home"));
		start("provider", this.folder, command, secrets);
		awaitHealthy("provider", words(((Map<?, ?>) service("provider").get("healthcheck")).get("test")).get(1)
			.replace("/9000", "/" + this.ports.get("provider health")));
	}

	private void startProxy() throws IOException, InterruptedException {
		String configuration = Files.readString(DOCKER.resolve("nginx.conf"))
			.replace("node-1:8080", "127.0.0.1:" + this.ports.get("node-1"))
			.replace("node-2:8080", "127.0.0.1:" + this.ports.get("node-2"))
			.replace("provider:8080", "127.0.0.1:" + this.ports.get("provider"))
			.replace("listen 8443", "listen 127.0.0.1:" + this.ports.get("proxy"))
			// where people come to, of which the tunnel is a part here
			.replace("$server_port", "8443")
			.replace("/dev/stdout", this.folder.resolve("proxy.access").toString())
			.replaceAll(" /tmp/(?=[a-z.]+;)", " " + this.folder + "/nginx-");
		Path file = this.folder.resolve("nginx.conf");
		Files.writeString(file, here(configuration));
		List<String> command = new ArrayList<>(words(service("proxy").get("command")));
		command.set(command.indexOf("-c") + 1, file.toString());
		command.addAll(List.of("-p", this.folder.toString()));
		List<String> check = new ArrayList<>(command.subList(0, 3));
		check.addAll(List.of("-t", "-p", this.folder.toString()));
		run(check, Map.of(), "proxy-check");
		start("proxy", this.folder, command, Map.of());
	}

	/** Starts a node and waits until the image's own health check is content. */
	void startNode(String name) throws IOException {
		Path place = Files.createDirectories(this.folder.resolve(name));
		Path temporary = Files.createDirectories(this.folder.resolve(name + "-tmp"));
		Path hosts = this.folder.resolve("hosts");
		Files.writeString(hosts, "127.0.0.1 localhost database mail\n");
		Map<String, String> environment = environment(name);
		environment
			.replaceAll((key, value) -> here(value.replace("/run/secrets/", this.folder.resolve("settings") + "/")));
		Path settings = Path.of(environment.get("SPRING_CONFIG_IMPORT").substring("configtree:".length()));
		for (Object secret : (List<?>) service(name).get("secrets")) {
			Map<?, ?> link = (Map<?, ?>) secret;
			Files.copy(this.folder.resolve("secrets/" + link.get("source")),
					Files.createDirectories(settings).resolve(link.get("target").toString()),
					StandardCopyOption.REPLACE_EXISTING);
		}
		environment.put("SPRING_DATASOURCE_URL", environment.get("SPRING_DATASOURCE_URL")
			.replace("database:5432/samtalepakker", "database:" + databasePort() + "/containers"));
		environment.put("SPRING_MAIL_PORT", String.valueOf(this.mail.getSmtp().getPort()));
		environment.put("SERVER_PORT", String.valueOf(this.ports.get(name)));
		environment.put("MANAGEMENT_SERVER_PORT", String.valueOf(this.ports.get(name + " health")));
		environment.put("SAMTALEPAKKER_MAIL_PAUSE", "1s");
		environment.put("JAVA_TOOL_OPTIONS",
				environment.get("JAVA_TOOL_OPTIONS") + " -Djdk.net.hosts.file=" + hosts
						+ " -Dhttps.proxyHost=127.0.0.1 -Dhttps.proxyPort=" + this.tunnel.port() + " -Djava.io.tmpdir="
						+ temporary + " -Xmx500m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
		for (String pair : found("(?m)^ENV (.*)$").get(0).split(" ")) {
			environment.putIfAbsent(pair.split("=")[0], pair.split("=")[1]);
		}
		List<String> command = new ArrayList<>(json(found("(?m)^ENTRYPOINT (.*)$").get(0)));
		command.set(0, this.runtime.resolve("bin/java").toString());
		// the jar is made after the tests
		command = new ArrayList<>(command.subList(0, command.indexOf("-jar")));
		command.addAll(List.of("-cp", classPath(), "no.nav.samtalepakker.SamtalepakkerApplication"));
		start(name, place, command, environment);
		awaitHealthy(name, healthCheck(name));
	}

	/** Asks a node to stop, or kills it. */
	void stopNode(String name, boolean gracefully) {
		Process process = this.processes.remove(name);
		if (gracefully) {
			process.destroy();
		}
		else {
			process.destroyForcibly();
		}
		await(name + " ends").atMost(PATIENCE).until(() -> !process.isAlive());
	}

	private String healthCheck(String node) {
		String check = found("(?m)^HEALTHCHECK .* CMD (\\[.*\\])$").get(0);
		return json(check).get(2).replace("/8081", "/" + this.ports.get(node + " health"));
	}

	private void awaitHealthy(String name, String check) {
		await(name + " is healthy").atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
			if (!this.processes.get(name).isAlive()) {
				throw new IllegalStateException(name + " has ended:\n" + Files.readString(log(name)));
			}
			Process asking = new ProcessBuilder("bash", "-c", check).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
			return asking.waitFor(10, TimeUnit.SECONDS) && asking.exitValue() == 0;
		});
	}

	// what a test asks

	JdbcClient jdbc() {
		return this.jdbc;
	}

	GreenMail mail() {
		return this.mail;
	}

	/** A browser's way to the proxy, at the address people open. */
	Tunnel tunnel() {
		return this.tunnel;
	}

	Path certificate() {
		return this.folder.resolve("secrets/certificate");
	}

	/** The password everybody has at the provider. */
	String password() throws IOException {
		return Files.readAllLines(this.folder.resolve("secrets/provider.env"))
			.stream()
			.filter((line) -> line.startsWith("DEMO_PASSWORD="))
			.map((line) -> line.substring(line.indexOf('=') + 1))
			.findFirst()
			.orElseThrow();
	}

	/** The realm that is imported into Keycloak. */
	static Map<String, ?> realm() throws IOException {
		return yaml(DOCKER.resolve("realm.json"));
	}

	/** What a node has logged. */
	List<String> logged(String node) throws IOException {
		return Files.readAllLines(log(node));
	}

	/** Files a node has made where an image lets it make none. */
	List<String> madeBy(String node) throws IOException {
		try (Stream<Path> files = Files.list(this.folder.resolve(node))) {
			return files.map(Path::toString).toList();
		}
	}

	/** Asks a node directly, on its port for operation or on that for people. */
	HttpResponse<String> ask(String node, boolean operation, String path) throws IOException, InterruptedException {
		int port = this.ports.get(operation ? node + " health" : node);
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
					BodyHandlers.ofString());
	}

	// small things

	private static List<String> words(Object list) {
		return ((List<?>) list).stream().map(String::valueOf).toList();
	}

	private Map<?, ?> service(String name) {
		return (Map<?, ?>) Objects.requireNonNull(((Map<?, ?>) this.compose.get("services")).get(name), name);
	}

	private Map<String, String> environment(String node) {
		Map<String, String> environment = new HashMap<>();
		((Map<?, ?>) service(node).get("environment"))
			.forEach((key, value) -> environment.put(key.toString(), value.toString()));
		return environment;
	}

	private String here(String text) {
		return text.replace("/run/secrets/", this.folder + "/secrets/").replace("/trust/", this.folder + "/trust/");
	}

	private Path log(String name) {
		return this.folder.resolve(name + ".log");
	}

	private static int databasePort() {
		Matcher port = Pattern.compile(":(\\d+)/").matcher(OnPostgres.Server.url("containers"));
		if (!port.find()) {
			throw new IllegalStateException(OnPostgres.Server.url("containers"));
		}
		return Integer.parseInt(port.group(1));
	}

	/** The application's classes and libraries, without the tests and their settings. */
	private static String classPath() {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !entry.contains("test-classes"))
			.collect(Collectors.joining(File.pathSeparator));
	}

	private List<String> found(String pattern) {
		List<String> found = Pattern.compile(pattern)
			.matcher(this.dockerfile)
			.results()
			.map((MatchResult match) -> match.group(1))
			.toList();
		if (found.isEmpty()) {
			throw new IllegalStateException("docker/Dockerfile has no " + pattern);
		}
		return found;
	}

	private static List<String> json(String list) {
		try {
			return Arrays.asList(JsonMapper.builder().build().readValue(list, String[].class));
		}
		catch (IOException ex) {
			throw new IllegalStateException(list, ex);
		}
	}

	static Map<String, ?> yaml(Path file) throws IOException {
		return new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
	}

	private void run(List<String> command, Map<String, String> environment, String name)
			throws IOException, InterruptedException {
		start(name, this.folder, command, environment);
		Process process = this.processes.remove(name);
		if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
			throw new IllegalStateException(command + ":\n" + Files.readString(log(name)));
		}
	}

	private void start(String name, Path place, List<String> command, Map<String, String> environment)
			throws IOException {
		ProcessBuilder builder = new ProcessBuilder(command).directory(place.toFile())
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(log(name).toFile()));
		builder.environment().keySet().removeIf((key) -> key.startsWith("SPRING_") || key.startsWith("SAMTALEPAKKER_"));
		builder.environment().putAll(environment);
		builder.environment().merge("PATH", this.runtimeFirst(), (old, first) -> first + old);
		this.processes.put(name, builder.start());
	}

	private String runtimeFirst() {
		return (this.runtime != null) ? this.runtime.resolve("bin") + File.pathSeparator : "";
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	@Override
	public void close() throws IOException {
		List.copyOf(this.processes.values()).forEach((process) -> {
			process.descendants().forEach(ProcessHandle::destroy);
			process.destroy();
		});
		for (Process process : this.processes.values()) {
			await().atMost(PATIENCE).until(() -> !process.isAlive());
		}
		if (this.provider != null) {
			this.provider.shutdown();
		}
		this.mail.stop();
		this.tunnel.close();
	}

	/**
	 * Leads whoever asks for an address of ours to the proxy, as the name server and the
	 * published port do elsewhere. It reads nothing of what goes through it.
	 */
	static final class Tunnel implements AutoCloseable {

		private final ServerSocket entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

		private final int exit;

		Tunnel(int exit) throws IOException {
			this.exit = exit;
			daemon(() -> {
				while (!this.entrance.isClosed()) {
					Socket caller = this.entrance.accept();
					daemon(() -> lead(caller));
				}
			});
		}

		int port() {
			return this.entrance.getLocalPort();
		}

		private void lead(Socket caller) throws IOException {
			try (caller; Socket proxy = new Socket(InetAddress.getLoopbackAddress(), this.exit)) {
				InputStream asked = caller.getInputStream();
				StringBuilder head = new StringBuilder();
				while (head.indexOf("\r\n\r\n") < 0) {
					int next = asked.read();
					if (next < 0) {
						return;
					}
					head.append((char) next);
				}
				boolean ours = head.toString().matches("(?s)CONNECT (samtalepakker|innlogging)\\.localhost:8443 .*");
				OutputStream back = caller.getOutputStream();
				back.write(("HTTP/1.1 " + (ours ? "200 OK" : "502 Not ours") + "\r\n\r\n").getBytes());
				if (ours) {
					daemon(() -> {
						proxy.getInputStream().transferTo(back);
						caller.close();
					});
					asked.transferTo(proxy.getOutputStream());
				}
			}
		}

		private static void daemon(Work work) {
			Thread thread = new Thread(() -> {
				try {
					work.run();
				}
				catch (IOException ex) {
					// one of the two has gone
				}
			});
			thread.setDaemon(true);
			thread.start();
		}

		@Override
		public void close() throws IOException {
			this.entrance.close();
		}

		/** What a thread of the tunnel does. */
		private interface Work {

			void run() throws IOException;

		}

	}

}
