package no.nav.samtalepakker.nodes;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import no.nav.samtalepakker.SamtalepakkerApplication;
import no.nav.samtalepakker.testing.Visitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The application in a virtual machine of its own, as on a server. */
final class Node implements AutoCloseable {

	private static final Duration LONGEST_START = Duration.ofMinutes(5);

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	private static final Pattern READY = Pattern.compile("Started SamtalepakkerApplication in");

	private final String name;

	private final Path log;

	private final Process process;

	private Node(String name, Path log, Process process) {
		this.name = name;
		this.log = log;
		this.process = process;
	}

	/**
	 * Starts a node and does not wait for it.
	 * @param name what its log and its connections are called
	 * @param database address of the database
	 * @param settings {@code --name=value}, or {@code -D…} for the virtual machine
	 */
	static Node start(String name, String database, String... settings) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx400m",
						"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
		Arrays.stream(settings).filter((setting) -> setting.startsWith("-D")).forEach(command::add);
		command.addAll(
				List.of("-cp", classPath(), SamtalepakkerApplication.class.getName(), "--spring.profiles.active=demo",
						"--samtalepakker.demo.play=false", "--server.port=0", "--spring.datasource.url=" + database));
		Arrays.stream(settings).filter((setting) -> !setting.startsWith("-D")).forEach(command::add);
		try {
			Path folder = Files.createDirectories(Path.of("target/nodes").toAbsolutePath());
			Path log = Files.createTempFile(folder, name + "-", ".log");
			Process process = new ProcessBuilder(command).directory(folder.toFile())
				.redirectErrorStream(true)
				.redirectOutput(log.toFile())
				.start();
			Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
			return new Node(name, log, process);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Its exit code once it has ended by itself, as a command does. */
	int ended() {
		await("end of " + this.name + ", see " + this.log).atMost(LONGEST_START).until(() -> !this.process.isAlive());
		return this.process.exitValue();
	}

	/** As it is shipped, without what only the tests have. */
	private static String classPath() {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes/"))
			.map((entry) -> Path.of(entry).toAbsolutePath().toString())
			.collect(Collectors.joining(File.pathSeparator));
	}

	/** Waits until it serves. */
	Node ready() {
		await("start of " + this.name + ", see " + this.log).atMost(LONGEST_START).until(() -> {
			assertThat(this.process.isAlive() || this.process.exitValue() == 137).as("%s, see %s", this.name, this.log)
				.isTrue();
			return READY.matcher(said()).find() && (!this.process.isAlive() || isReady());
		});
		return this;
	}

	/** It has started before it has brought users and models up to date. */
	private boolean isReady() {
		HttpRequest request = HttpRequest.newBuilder(URI.create(address() + "/actuator/health/readiness")).build();
		try {
			return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private String address() {
		Matcher port = PORT.matcher(said());
		assertThat(port.find()).as("port of %s", this.name).isTrue();
		return "http://localhost:" + port.group(1);
	}

	String name() {
		return this.name;
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	/** A user of this node. */
	Visitor as(String user) {
		return new Visitor(address(), user);
	}

	/** Its log so far. */
	String said() {
		try {
			return Files.readString(this.log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** As when its machine loses power. */
	void kill() {
		this.process.destroyForcibly();
		waitForEnd();
	}

	/** As when the machine is asked to shut down; waits until it has. */
	void stop() {
		this.process.destroy();
		waitForEnd();
	}

	/**
	 * As when its machine is moved, or short of memory: it does nothing, and knows of
	 * nothing.
	 */
	void standStill() {
		signal("STOP");
	}

	/** Where it stood. */
	void goOn() {
		signal("CONT");
	}

	private void signal(String signal) {
		try {
			assertThat(new ProcessBuilder("kill", "-" + signal, String.valueOf(this.process.pid())).start().waitFor())
				.as("kill -%s %s", signal, this.name)
				.isZero();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private void waitForEnd() {
		try {
			assertThat(this.process.waitFor(1, TimeUnit.MINUTES)).as("end of %s", this.name).isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
