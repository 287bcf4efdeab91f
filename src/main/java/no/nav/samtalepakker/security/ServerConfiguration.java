package no.nav.samtalepakker.security;

import java.util.Arrays;

import org.apache.catalina.Context;
import org.apache.catalina.Engine;
import org.apache.catalina.Pipeline;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** What the server does before and beside the application. */
@Configuration(proxyBeanMethods = false)
class ServerConfiguration implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {

	private final String node;

	/**
	 * @param node ends the id of each session, so that a proxy knows where it is kept
	 */
	ServerConfiguration(@Value("${samtalepakker.node:}") String node) {
		this.node = node;
	}

	/** After Spring Boot, which brings a page of errors of its own. */
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void customize(TomcatServletWebServerFactory server) {
		server.addContextValves(new SlowBodies(SlowBodies.LIMIT));
		server.addContextCustomizers(ServerConfiguration::plainErrors, this::nameSessions);
	}

	private void nameSessions(Context context) {
		if (!this.node.isBlank()) {
			((Engine) context.getParent().getParent()).setJvmRoute(this.node);
		}
	}

	private static void plainErrors(Context context) {
		StandardHost host = (StandardHost) context.getParent();
		Pipeline pipeline = host.getPipeline();
		Arrays.stream(pipeline.getValves()).filter(ErrorReportValve.class::isInstance).forEach(pipeline::removeValve);
		// the host would add its own beside it
		host.setErrorReportValveClass(PlainErrors.class.getName());
		pipeline.addValve(new PlainErrors());
	}

}
