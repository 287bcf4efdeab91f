package no.nav.samtalepakker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.Artifact;
import org.camunda.bpm.model.bpmn.instance.Association;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.TextAnnotation;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnLabel;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnPlane;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.camunda.bpm.model.bpmn.instance.di.Waypoint;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the pictures of the models against what a reader sees: texts are measured as
 * bpmn-js draws them, in Cockpit and in Camunda Modeler.
 */
class ModelDrawingTest {

	/** Waypoints and borders are whole pixels; round shapes are docked on by hand. */
	private static final double TOLERANCE = 2;

	/** Between two boundary events. */
	private static final double ROOM = 10;

	/** Between the border of an activity and its name. */
	private static final double PADDING = 7;

	private static final double LINE_INSIDE = 14.4;

	private static final double LINE_OUTSIDE = 13.2;

	private static final Font OUTSIDE = new Font(11, 90);

	private static final Pattern ELEMENT = Pattern.compile("data-element-id=\"([^\"]+)\"");

	static Stream<Path> models() throws java.io.IOException {
		return ModelConventionsTest.models().stream();
	}

	@ParameterizedTest
	@MethodSource("models")
	void drawsEverything(Path file) {
		BpmnModelInstance model = read(file);
		Set<String> drawn = Stream
			.concat(model.getModelElementsByType(BpmnShape.class).stream().map(BpmnShape::getBpmnElement),
					model.getModelElementsByType(BpmnEdge.class).stream().map(BpmnEdge::getBpmnElement))
			.map(BaseElement::getId)
			.collect(Collectors.toSet());
		assertThat(drawn).containsExactlyInAnyOrderElementsOf(Stream
			.concat(model.getModelElementsByType(FlowElement.class).stream(),
					model.getModelElementsByType(Artifact.class).stream())
			.map(BaseElement::getId)
			.collect(Collectors.toSet()));
		assertThat(model.getModelElementsByType(BpmnPlane.class)).singleElement()
			.satisfies((plane) -> assertThat(plane.getBpmnElement()).isInstanceOf(Process.class));
	}

	/** If not: {@code ./mvnw test -Dtest=ModelPicturesTest -Dpictures}. */
	@ParameterizedTest
	@MethodSource("models")
	void hasAPictureOfToday(Path file) throws java.io.IOException {
		String picture = Files.readString(
				file.resolveSibling("pictures").resolve(file.getFileName().toString().replace(".bpmn", ".svg")));
		Set<String> shown = ELEMENT.matcher(picture)
			.results()
			.map((found) -> found.group(1))
			.filter((id) -> !id.endsWith("_label"))
			.collect(Collectors.toSet());
		BpmnModelInstance model = read(file);
		List<BaseElement> elements = Stream
			.concat(model.getModelElementsByType(FlowElement.class).stream(),
					model.getModelElementsByType(Artifact.class).stream())
			.toList();
		assertThat(shown).containsAll(elements.stream().map(BaseElement::getId).toList());
		String words = picture.replaceAll("</?(tspan|text|g)[^>]*>", "")
			.replaceAll("<[^>]*>", " ")
			.replaceAll("\\s+", "");
		for (BaseElement element : elements) {
			String name = (element instanceof FlowElement flow) ? flow.getName() : null;
			if (name != null) {
				assertThat(words).as(element.getId()).contains(name.replaceAll("\\s+", ""));
			}
		}
		assertThat(shown).as("with the process itself, and nothing else").hasSize(elements.size() + 1);
	}

	@ParameterizedTest
	@MethodSource("models")
	void keepsShapesApartAndInsideWhatHoldsThem(Path file) {
		List<BpmnShape> shapes = nodes(read(file));
		List<String> faults = new ArrayList<>();
		for (int i = 0; i < shapes.size(); i++) {
			FlowNode node = (FlowNode) shapes.get(i).getBpmnElement();
			Box box = Box.of(shapes.get(i).getBounds());
			for (int j = i + 1; j < shapes.size(); j++) {
				FlowNode other = (FlowNode) shapes.get(j).getBpmnElement();
				if (!holds(node, other) && !holds(other, node) && box.overlaps(Box.of(shapes.get(j).getBounds()))) {
					faults.add(node.getId() + " overlaps " + other.getId());
				}
			}
			if (node.getParentElement() instanceof SubProcess holder
					&& !Box.of(((BpmnShape) holder.getDiagramElement()).getBounds()).contains(box)) {
				faults.add(node.getId() + " sticks out of " + holder.getId());
			}
			if (node instanceof BoundaryEvent event
					&& !Box.of(((BpmnShape) event.getAttachedTo().getDiagramElement()).getBounds())
						.hasOnBorder(box.centerX(), box.centerY())) {
				faults.add(node.getId() + " is off the border of " + event.getAttachedTo().getId());
			}
		}
		assertThat(faults).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("models")
	void readsFromLeftToRight(Path file) {
		BpmnModelInstance model = read(file);
		List<String> faults = new ArrayList<>();
		model.getModelElementsByType(StartEvent.class)
			.forEach((start) -> model.getModelElementsByType(EndEvent.class)
				.stream()
				.filter((end) -> end.getParentElement().equals(start.getParentElement()))
				.filter((end) -> box(end).x() <= box(start).x())
				.forEach((end) -> faults.add(end.getId() + " stands left of " + start.getId())));
		assertThat(faults).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("models")
	void docksEveryFlowOnWhatItConnects(Path file) {
		List<String> faults = new ArrayList<>();
		for (BpmnEdge edge : flows(read(file))) {
			SequenceFlow flow = (SequenceFlow) edge.getBpmnElement();
			List<Waypoint> points = List.copyOf(edge.getWaypoints());
			if (!docks(points.get(0), flow.getSource())) {
				faults.add(flow.getId() + " does not leave " + flow.getSource().getId());
			}
			if (!docks(points.get(points.size() - 1), flow.getTarget())) {
				faults.add(flow.getId() + " does not reach " + flow.getTarget().getId());
			}
		}
		assertThat(faults).isEmpty();
	}

	/** Beginners in reading models see where boundary events belong, and hit them. */
	@ParameterizedTest
	@MethodSource("models")
	void givesBoundaryEventsRoom(Path file) {
		List<BoundaryEvent> events = List.copyOf(read(file).getModelElementsByType(BoundaryEvent.class));
		List<String> faults = new ArrayList<>();
		for (BoundaryEvent event : events) {
			events.stream()
				.filter((other) -> !other.equals(event) && box(other).widened(ROOM).overlaps(box(event)))
				.forEach((other) -> faults.add(event.getId() + " stands close to " + other.getId()));
			Activity activity = event.getAttachedTo();
			if (!(activity instanceof SubProcess)
					&& drawnInside(activity).stream().anyMatch((line) -> line.overlaps(box(event)))) {
				faults.add(event.getId() + " lies on the name of " + activity.getId());
			}
		}
		assertThat(faults).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("models")
	void drawsFlowsStraightAndApart(Path file) {
		BpmnModelInstance model = read(file);
		List<BpmnEdge> flows = flows(model);
		List<String> faults = new ArrayList<>();
		for (BpmnEdge edge : flows) {
			SequenceFlow flow = (SequenceFlow) edge.getBpmnElement();
			List<Box> lines = lines(edge);
			if (lines.stream().anyMatch((line) -> line.width() > 0 && line.height() > 0)) {
				faults.add(flow.getId() + " runs aslant");
			}
			for (BpmnShape shape : nodes(model)) {
				FlowNode node = (FlowNode) shape.getBpmnElement();
				if (!node.equals(flow.getSource()) && !node.equals(flow.getTarget()) && !holds(node, flow.getSource())
						&& lines.stream().anyMatch(box(node)::overlaps)) {
					faults.add(flow.getId() + " runs through " + node.getId());
				}
			}
			for (BpmnEdge other : flows) {
				if (id(edge).compareTo(id(other)) < 0 && meet(lines, lines(other))) {
					faults.add(flow.getId() + " crosses " + id(other));
				}
			}
		}
		assertThat(faults).isEmpty();
	}

	/**
	 * Two flows may leave or reach one gateway, which is where their first or last lines
	 * meet.
	 */
	private static boolean meet(List<Box> lines, List<Box> others) {
		return lines.stream().anyMatch((line) -> others.stream().anyMatch(line::overlaps));
	}

	@ParameterizedTest
	@MethodSource("models")
	void keepsLabelsReadable(Path file) {
		BpmnModelInstance model = read(file);
		Map<String, List<Box>> labels = labels(model);
		List<String> faults = new ArrayList<>();
		labels.forEach((id, label) -> {
			for (BpmnShape shape : nodes(model)) {
				FlowNode node = (FlowNode) shape.getBpmnElement();
				List<Box> drawn = (node instanceof SubProcess) ? box(node).sides()
						: (node instanceof Gateway) ? box(node).diamond() : List.of(box(node));
				if (label.stream().anyMatch((line) -> drawn.stream().anyMatch(line::overlaps))) {
					faults.add("label of " + id + " lies on " + node.getId());
				}
			}
			for (BpmnEdge edge : model.getModelElementsByType(BpmnEdge.class)) {
				if (label.stream().anyMatch((line) -> lines(edge).stream().anyMatch(line::overlaps))) {
					faults.add("label of " + id + " is struck through by " + id(edge));
				}
			}
			labels.forEach((other, otherLabel) -> {
				if (id.compareTo(other) < 0
						&& label.stream().anyMatch((line) -> otherLabel.stream().anyMatch(line::overlaps))) {
					faults.add("label of " + id + " lies on the label of " + other);
				}
			});
		});
		assertThat(faults).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("models")
	void writesNamesInsideOfActivities(Path file) {
		assertThat(read(file).getModelElementsByType(Activity.class))
			.filteredOn((node) -> !(node instanceof SubProcess))
			.allSatisfy((node) -> assertThat(drawnInside(node)).allMatch((line) -> box(node).contains(line),
					"inside of " + node.getId()));
	}

	/** In the title of what holds a task, or in a note beside it. */
	@ParameterizedTest
	@MethodSource("models")
	void saysWhoActs(Path file) {
		BpmnModelInstance model = read(file);
		Set<String> noted = model.getModelElementsByType(Association.class)
			.stream()
			.map((association) -> association.getSource().getId())
			.collect(Collectors.toSet());
		assertThat(model.getModelElementsByType(UserTask.class)).filteredOn((task) -> !noted.contains(task.getId()))
			.allSatisfy((task) -> assertThat(((SubProcess) task.getParentElement()).getName())
				.containsPattern("(?i)mottaker|sekretariat|fylke|enhet|leder"));
	}

	/** Names drawn outside of what they name, as bpmn-js writes them: one box a line. */
	private static Map<String, List<Box>> labels(BpmnModelInstance model) {
		Map<String, List<Box>> labels = new HashMap<>();
		for (BpmnLabel label : model.getModelElementsByType(BpmnLabel.class)) {
			ModelElementInstance drawn = label.getParentElement();
			BaseElement element = (drawn instanceof BpmnShape shape) ? shape.getBpmnElement()
					: ((BpmnEdge) drawn).getBpmnElement();
			Box bounds = Box.of(label.getBounds());
			labels.put(element.getId(), written(name(element), OUTSIDE, LINE_OUTSIDE, bounds.centerX(), bounds.y()));
		}
		model.getModelElementsByType(TextAnnotation.class)
			.forEach((note) -> labels.put(note.getId(),
					List.of(Box.of(((BpmnShape) note.getDiagramElement()).getBounds()))));
		return labels;
	}

	private static String name(BaseElement element) {
		return ((FlowElement) element).getName();
	}

	private static List<Box> drawnInside(Activity activity) {
		Box box = box(activity);
		List<Box> lines = written(activity.getName(), new Font(12, box.width() - 2 * PADDING), LINE_INSIDE,
				box.centerX(), 0);
		double top = box.centerY() - lines.size() * LINE_INSIDE / 2;
		return lines.stream().map((line) -> new Box(line.x(), line.y() + top, line.width(), line.height())).toList();
	}

	private static List<Box> written(String text, Font font, double lineHeight, double centerX, double top) {
		List<String> lines = new ArrayList<>();
		for (String word : text.split(" ")) {
			String longer = lines.isEmpty() ? word : lines.get(lines.size() - 1) + ' ' + word;
			if (!lines.isEmpty() && font.width(longer) <= font.wraps()) {
				lines.set(lines.size() - 1, longer);
			}
			else {
				lines.add(word);
			}
		}
		List<Box> boxes = new ArrayList<>();
		for (int i = 0; i < lines.size(); i++) {
			double width = font.width(lines.get(i));
			boxes.add(new Box(centerX - width / 2, top + i * lineHeight, width, lineHeight));
		}
		return boxes;
	}

	private static List<BpmnShape> nodes(BpmnModelInstance model) {
		return model.getModelElementsByType(BpmnShape.class)
			.stream()
			.filter((shape) -> shape.getBpmnElement() instanceof FlowNode)
			.toList();
	}

	private static List<BpmnEdge> flows(BpmnModelInstance model) {
		return model.getModelElementsByType(BpmnEdge.class)
			.stream()
			.filter((edge) -> edge.getBpmnElement() instanceof SequenceFlow)
			.toList();
	}

	private static String id(BpmnEdge edge) {
		return edge.getBpmnElement().getId();
	}

	private static List<Box> lines(BpmnEdge edge) {
		List<Waypoint> points = List.copyOf(edge.getWaypoints());
		List<Box> lines = new ArrayList<>();
		for (int i = 1; i < points.size(); i++) {
			Waypoint from = points.get(i - 1);
			Waypoint to = points.get(i);
			lines.add(new Box(Math.min(from.getX(), to.getX()), Math.min(from.getY(), to.getY()),
					Math.abs(from.getX() - to.getX()), Math.abs(from.getY() - to.getY())));
		}
		return lines;
	}

	private static BpmnModelInstance read(Path file) {
		return Bpmn.readModelFromFile(file.toFile());
	}

	/** An expanded sub-process holds its children, an activity its boundary events. */
	private static boolean holds(FlowNode holder, FlowNode held) {
		if (held instanceof BoundaryEvent event && event.getAttachedTo().equals(holder)) {
			return true;
		}
		for (ModelElementInstance parent = held.getParentElement(); parent instanceof Activity; parent = parent
			.getParentElement()) {
			if (parent.equals(holder)) {
				return true;
			}
		}
		return false;
	}

	private static Box box(FlowNode node) {
		return Box.of(((BpmnShape) node.getDiagramElement()).getBounds());
	}

	private static boolean docks(Waypoint point, FlowNode node) {
		Box box = box(node);
		boolean round = !(node instanceof Activity);
		return box.hasOnBorder(point.getX(), point.getY())
				|| (round && box.contains(new Box(point.getX(), point.getY(), 0, 0)));
	}

	private record Box(double x, double y, double width, double height) {

		static Box of(Bounds bounds) {
			return new Box(bounds.getX(), bounds.getY(), bounds.getWidth(), bounds.getHeight());
		}

		double centerX() {
			return this.x + this.width / 2;
		}

		double centerY() {
			return this.y + this.height / 2;
		}

		Box widened(double by) {
			return new Box(this.x - by, this.y - by, this.width + 2 * by, this.height + 2 * by);
		}

		List<Box> sides() {
			return List.of(new Box(this.x, this.y, this.width, 0), new Box(this.x, this.y + this.height, this.width, 0),
					new Box(this.x, this.y, 0, this.height), new Box(this.x + this.width, this.y, 0, this.height));
		}

		/** Its five slices. */
		List<Box> diamond() {
			List<Box> slices = new ArrayList<>();
			for (int i = 0; i < 5; i++) {
				double share = (i == 2) ? 1 : (i % 2 == 1) ? 0.8 : 0.4;
				slices.add(new Box(centerX() - this.width * share / 2, this.y + i * this.height / 5, this.width * share,
						this.height / 5));
			}
			return slices;
		}

		boolean overlaps(Box other) {
			return this.x < other.x + other.width && other.x < this.x + this.width && this.y < other.y + other.height
					&& other.y < this.y + this.height;
		}

		boolean contains(Box other) {
			return this.x <= other.x && this.y <= other.y && other.x + other.width <= this.x + this.width
					&& other.y + other.height <= this.y + this.height;
		}

		boolean hasOnBorder(double px, double py) {
			Box outer = new Box(this.x - TOLERANCE, this.y - TOLERANCE, this.width + 2 * TOLERANCE,
					this.height + 2 * TOLERANCE);
			Box inner = new Box(this.x + TOLERANCE, this.y + TOLERANCE, this.width - 2 * TOLERANCE,
					this.height - 2 * TOLERANCE);
			Box point = new Box(px, py, 0, 0);
			return outer.contains(point) && !inner.contains(point);
		}

	}

	/**
	 * Arial, or Liberation Sans, which is as wide: in thousandths of the size. A font of
	 * the machine would make the test say different things on different machines.
	 *
	 * @param size in pixels
	 * @param wraps how wide a line may be
	 */
	private record Font(double size, double wraps) {

		private static final Map<Integer, String> WIDTHS = Map.of(222, "ijl", 278, " ,.:!/ftI", 333, "-r", 500,
				"ckszvxyJ", 556, "abdeghnopquåL0123456789?–«»", 611, "FTZø", 667, "ABEKPSVXYÅ", 722, "CDHNRUw", 778,
				"GOQØ", 889, "mMæ");

		double width(String text) {
			return text.chars().map(Font::width).sum() * this.size / 1000;
		}

		private static int width(int character) {
			return WIDTHS.entrySet()
				.stream()
				.filter((widths) -> widths.getValue().indexOf(character) >= 0)
				.findFirst()
				.map(Map.Entry::getKey)
				.orElse(1000);
		}

	}

}
