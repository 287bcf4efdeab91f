package no.nav.samtalepakker.tasklist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class TaskListTest {

	@ParameterizedTest
	@MethodSource("userTasks")
	void everyTaskStandsInTheListOfTheGroupItIsGivenTo(UserTask task) {
		// whoever speaks for a side of an MBA is in the MBA's group
		String group = task.getCamundaCandidateGroups().replaceAll("\\$\\{.*}", "x").replaceFirst("^part-", "enhet-");

		assertThat(Arrays.stream(TaskList.values()).filter((list) -> list.tasks().contains(task.getId())))
			.singleElement()
			.satisfies((list) -> assertThat(list.isFor(group)).as(list + " for " + group).isTrue());
	}

	@Test
	void noListNamesATaskThatIsNoLongerThere() throws IOException {
		List<String> ids = userTasks().map(UserTask::getId).toList();

		assertThat(Arrays.stream(TaskList.values()).flatMap((list) -> list.tasks().stream()))
			.containsExactlyInAnyOrderElementsOf(ids);
	}

	@Test
	void eachKindOfGroupHasItsOwnListAndWhatIsDueSoon() {
		assertThat(listsFor("enhet-0104")).containsExactly(TaskList.UNIT, TaskList.SOON);
		assertThat(listsFor("mottaker-hr")).containsExactly(TaskList.RECIPIENT, TaskList.SOON);
		assertThat(listsFor("fylke-0200")).containsExactly(TaskList.COUNTY, TaskList.SOON);
		assertThat(listsFor("sekretariat")).containsExactly(TaskList.SECRETARIAT, TaskList.SOON);
		assertThat(listsFor("evaluator")).isEmpty();
	}

	private static List<TaskList> listsFor(String group) {
		return Arrays.stream(TaskList.values()).filter((list) -> list.isFor(group)).toList();
	}

	static Stream<UserTask> userTasks() throws IOException {
		try (Stream<Path> files = Files.list(Path.of("processes"))) {
			return files.filter((file) -> file.toString().endsWith(".bpmn"))
				.flatMap(
						(file) -> Bpmn.readModelFromFile(file.toFile()).getModelElementsByType(UserTask.class).stream())
				.toList()
				.stream();
		}
	}

}
