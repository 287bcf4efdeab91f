package no.nav.samtalepakker.platform;

import javax.script.ScriptEngine;
import javax.script.ScriptEngineFactory;
import javax.script.ScriptEngineManager;

import org.camunda.bpm.engine.impl.scripting.engine.ScriptEngineResolver;

/**
 * Knows no language. The engine brings two of its own, expressions and FEEL, and takes
 * whatever else is on the class path; a script would run with all the rights of the
 * server, and our models carry none.
 */
final class NoScripts implements ScriptEngineResolver {

	@Override
	public ScriptEngine getScriptEngine(String language, boolean resolveFromCache) {
		return null;
	}

	@Override
	public void addScriptEngineFactory(ScriptEngineFactory factory) {
		throw new UnsupportedOperationException("This application runs no scripts");
	}

	@Override
	public ScriptEngineManager getScriptEngineManager() {
		throw new UnsupportedOperationException("This application runs no scripts");
	}

}
