package no.nav.samtalepakker.security;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;

/**
 * What the server itself answers, when a request does not get as far as the application:
 * in Norwegian, without naming the server, JSON for programs and a page for people.
 */
class PlainErrors extends ErrorReportValve {

	private static final int BAD_REQUEST = 400;

	private static final Map<Integer, String> MESSAGES = Map.of(BAD_REQUEST,
			"Vi kunne ikke lese det nettleseren sendte. Slett informasjonskapslene for dette nettstedet, og prøv igjen.",
			404, "Siden finnes ikke.", 405, "Dette er ikke tillatt.", 408,
			"Det kom ikke fram i tide. Sjekk nettet ditt, og prøv igjen.", 413, "Innholdet er for stort.", 414,
			"Adressen er for lang.", 431,
			"Vi kunne ikke lese det nettleseren sendte. Slett informasjonskapslene for dette nettstedet, og prøv igjen.",
			503, "Det er mange som vil inn akkurat nå. Prøv igjen om litt.");

	@Override
	protected void report(Request request, Response response, Throwable failure) {
		int status = response.getStatus();
		if (status < BAD_REQUEST || response.getContentWritten() > 0 || !response.setErrorReported()) {
			return;
		}
		AtomicBoolean writable = new AtomicBoolean();
		response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, writable);
		if (writable.get()) {
			try {
				write(request, response);
				response.finishResponse();
			}
			catch (IOException | IllegalStateException ex) {
				// whoever has gone needs no answer
			}
		}
	}

	/** What a program or a person reads at the path. */
	static String body(String path, String type, String message) {
		return isInterface(path) ? "{\"type\":\"" + type + "\",\"message\":\"" + message + "\"}" : page(message);
	}

	/** Writes the answer to the response's status. */
	static void write(Request request, Response response) throws IOException {
		int status = response.getStatus();
		boolean program = isInterface(request.getRequestURI());
		String message = MESSAGES.getOrDefault(status,
				(status < 500) ? "Kallet kan ikke utføres." : "Noe gikk galt hos oss. Prøv igjen om litt.");
		response.setHeader("X-Content-Type-Options", "nosniff");
		response.setHeader("X-Frame-Options", "DENY");
		response.setHeader("Referrer-Policy", "same-origin");
		response.setHeader("Cache-Control", "no-store");
		response.setHeader("Content-Security-Policy",
				program ? SecurityConfiguration.POLICY_OF_DATA : SecurityConfiguration.POLICY_OF_PAGES);
		response.setContentType(program ? "application/json" : "text/html");
		response.setCharacterEncoding(StandardCharsets.UTF_8.name());
		Writer writer = response.getReporter();
		if (writer != null) {
			writer.write(body(request.getRequestURI(), (status < 500) ? "InvalidInput" : "Failure", message));
		}
	}

	static boolean isInterface(String path) {
		return path != null
				&& (path.startsWith("/api/") || path.startsWith("/engine-rest") || path.startsWith("/camunda/api/"));
	}

	private static String page(String message) {
		return """
				<!DOCTYPE html>
				<html lang="nb">
				<head>
				  <meta charset="utf-8">
				  <meta name="viewport" content="width=device-width, initial-scale=1">
				  <title>Det gikk ikke – Samtalepakker</title>
				  <link rel="stylesheet" href="/css/app.css">
				</head>
				<body>
				<main>
				  <h1>Det gikk ikke</h1>
				  <p class="lead">%s</p>
				  <p>Gå til <a href="/oversikt">oversikten</a>.</p>
				</main>
				</body>
				</html>
				""".formatted(message);
	}

}
