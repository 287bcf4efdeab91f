package no.nav.samtalepakker.platform;

import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.spring.boot.starter.configuration.impl.DefaultDeploymentConfiguration;

import org.springframework.core.io.ContextResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.UrlResource;
import org.springframework.stereotype.Component;

/**
 * Deploys models and forms under their file names. By default the name is an absolute
 * path when the application runs from a folder and a file name when it runs from its jar,
 * so forms would be found in one and not in the other.
 *
 * <p>
 * The background works for the deployments of this release and of all before it, but not
 * for those of a later one: while an old and a new node run side by side, the old one
 * leaves alone what only the new one has the code for.
 */
@Component
class ModelDeployment extends DefaultDeploymentConfiguration {

	@Override
	public Set<Resource> getDeploymentResources() {
		return super.getDeploymentResources().stream().map(ModelDeployment::named).collect(Collectors.toSet());
	}

	/**
	 * What this release deploys itself comes after this, and is registered by the engine.
	 */
	@Override
	public void postProcessEngineBuild(ProcessEngine engine) {
		engine.getRepositoryService()
			.createDeploymentQuery()
			.list()
			.forEach(
					(deployment) -> engine.getManagementService().registerDeploymentForJobExecutor(deployment.getId()));
	}

	private static Resource named(Resource resource) {
		try {
			return new NamedResource(resource);
		}
		catch (IOException ex) {
			throw new IllegalStateException("Cannot deploy " + resource.getFilename(), ex);
		}
	}

	/** A resource that goes by its file name. */
	private static final class NamedResource extends UrlResource implements ContextResource {

		NamedResource(Resource resource) throws IOException {
			super(resource.getURL());
		}

		@Override
		public String getPathWithinContext() {
			return getFilename();
		}

	}

}
