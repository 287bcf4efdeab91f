package no.nav.samtalepakker.nodes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What lies between a node and its database, and can be cut without a word to either. */
final class Wire implements AutoCloseable {

	private final int to;

	private final ServerSocket end;

	private final List<Socket> sockets = new CopyOnWriteArrayList<>();

	private boolean cut;

	/**
	 * Lays a wire.
	 * @param port where the database listens on this machine
	 */
	Wire(int port) {
		this.to = port;
		try {
			this.end = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		run(this::connect);
	}

	/** Where the node finds the database. */
	int port() {
		return this.end.getLocalPort();
	}

	/** Nothing comes through from now on, and no connection ends for it. */
	synchronized void cut() {
		this.cut = true;
	}

	/** What has waited comes through. */
	synchronized void mend() {
		this.cut = false;
		notifyAll();
	}

	private synchronized void waitUntilWhole() throws InterruptedException {
		while (this.cut) {
			wait();
		}
	}

	private void connect() throws IOException {
		while (true) {
			Socket node = this.end.accept();
			this.sockets.add(node);
			run(() -> {
				waitUntilWhole();
				Socket database = new Socket(InetAddress.getLoopbackAddress(), this.to);
				this.sockets.add(database);
				run(() -> pass(node, database));
				pass(database, node);
			});
		}
	}

	private void pass(Socket from, Socket to) throws IOException, InterruptedException {
		try (from; to; InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
			byte[] bytes = new byte[8192];
			for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
				waitUntilWhole();
				out.write(bytes, 0, read);
			}
		}
	}

	private static void run(Work work) {
		Thread thread = new Thread(() -> {
			try {
				work.run();
			}
			catch (IOException ex) {
				// one of the two has hung up
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		});
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() {
		mend();
		try {
			this.end.close();
			for (Socket socket : this.sockets) {
				socket.close();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** What one end of the wire does. */
	private interface Work {

		void run() throws IOException, InterruptedException;

	}

}
