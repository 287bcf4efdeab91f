package no.nav.samtalepakker.platform;

import java.time.OffsetDateTime;
import java.util.List;

/**
 * The way one process instance has gone through its model, also when it has ended.
 *
 * @param id of the instance
 * @param process key of its process
 * @param name of its process
 * @param businessKey of the case, may be null
 * @param parent the instance that called it, or null
 * @param startedAt when it started
 * @param endedAt when it ended, null while it runs
 * @param end what it ended with, null while it runs
 * @param steps what was done, oldest first
 * @param more whether there are more than are told
 * @param shapes of the drawing
 * @param flows of the drawing
 */
public record Walk(String id, String process, String name, String businessKey, String parent, OffsetDateTime startedAt,
		OffsetDateTime endedAt, String end, List<Step> steps, boolean more, List<Shape> shapes, List<Flow> flows) {

	/**
	 * One activity that was gone through, or is.
	 *
	 * @param activity its id in the model
	 * @param name its name, may be null
	 * @param type of the model's, such as {@code userTask}
	 * @param from when it began
	 * @param to when it ended, null while it goes on
	 * @param cancelled whether something else put an end to it
	 * @param assignee who had the task, or null; not for people's eyes
	 * @param groups who might do the task
	 * @param called the instance it called, or null
	 */
	public record Step(String activity, String name, String type, OffsetDateTime from, OffsetDateTime to,
			boolean cancelled, String assignee, List<String> groups, String called) {
	}

	/**
	 * A shape of the model's drawing.
	 *
	 * @param element its id in the model
	 * @param type of the model's
	 * @param name its name, may be null
	 * @param at where it stands
	 * @param label where its name stands, null if inside it
	 */
	public record Shape(String element, String type, String name, Box at, Box label) {
	}

	/**
	 * A line of the model's drawing.
	 *
	 * @param name its name, may be null
	 * @param points it goes through, x and y in turn
	 * @param label where its name stands, or null
	 */
	public record Flow(String name, List<Double> points, Box label) {
	}

	public record Box(double x, double y, double width, double height) {
	}

}
