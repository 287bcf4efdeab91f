package no.nav.samtalepakker.platform;

import java.beans.Introspector;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.camunda.spin.plugin.variable.value.JsonValue;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Reads what a person submitted: one JSON object per form (design §6). Takes it out of
 * the engine in the transaction that brought it, so that free text never reaches an
 * {@code ACT_*} table. Every fault is an {@link InvalidInput} that names the field and
 * never quotes the input.
 */
@Component
public class Forms {

	private final JsonMapper mapper = strictMapper();

	private final Validator validator;

	private final ApplicationEventPublisher events;

	Forms(Validator validator, ApplicationEventPublisher events) {
		this.validator = validator;
		this.events = events;
	}

	/** The variable's name: the form's record type, decapitalised. */
	public static String nameOf(Class<?> form) {
		return Introspector.decapitalize(form.getSimpleName());
	}

	/** Takes the form's variable out of the engine, read and checked. */
	<F> F take(VariableScope scope, Class<F> type) {
		String name = nameOf(type);
		TypedValue variable = scope.getVariableTyped(name, false);
		scope.removeVariable(name);
		if (!(variable instanceof JsonValue json) || json.getValueSerialized() == null) {
			throw new InvalidInput(name, "Skjemaet må sendes som ett JSON-objekt med dette navnet");
		}
		return read(json.getValueSerialized(), type);
	}

	/** Tells whoever wants to know that a form has been stored. */
	void accepted(String taskId, Class<?> type, String unitId) {
		this.events.publishEvent(new FormAccepted(taskId, nameOf(type), unitId));
	}

	/** Reads and checks a JSON object, such as the body of a request. */
	public <F> F read(String json, Class<F> type) {
		return checked(parse(json, type));
	}

	/** Reads and checks the fields of a page, as strictly as if they were JSON. */
	public <F> F read(Map<String, ?> fields, Class<F> type) {
		return read(write(fields), type);
	}

	private <F> F checked(F form) {
		this.validator.validate(form)
			.stream()
			.min(Comparator.comparing((violation) -> violation.getPropertyPath().toString()))
			.ifPresent((violation) -> {
				throw new InvalidInput(path(violation), violation.getMessage());
			});
		return form;
	}

	/** The JSON of a form, for completing a task on behalf of the same user. */
	String write(Object form) {
		try {
			return this.mapper.writeValueAsString(form);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("Cannot write " + nameOf(form.getClass()), ex);
		}
	}

	private <F> F parse(String json, Class<F> type) {
		String name = nameOf(type);
		try {
			F form = (json != null) ? this.mapper.readValue(json, type) : null;
			if (form == null) {
				throw new InvalidInput(name, "Skjemaet må sendes som ett JSON-objekt");
			}
			return form;
		}
		catch (UnrecognizedPropertyException ex) {
			throw new InvalidInput(path(ex, name), "Dette feltet finnes ikke i skjemaet");
		}
		catch (JsonMappingException ex) {
			if (ex.getCause() instanceof InvalidInput invalid) {
				// refused by the record itself, which knows the field better
				throw invalid;
			}
			throw new InvalidInput(path(ex, name), advice(ex));
		}
		catch (JsonProcessingException ex) {
			throw new InvalidInput(name, "Skjemaet er ikke gyldig JSON");
		}
	}

	/** What should stand there, for whoever gave something else. */
	private static String advice(JsonMappingException ex) {
		Class<?> wanted = (ex instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null)
				? mismatch.getTargetType() : Object.class;
		if (wanted == String.class) {
			return "Her skal det stå tekst";
		}
		if (wanted == LocalDate.class) {
			return "Datoer skrives åååå-mm-dd og ligger i årene 2000–2200";
		}
		if (wanted == LocalTime.class) {
			return "Klokkeslett skrives tt:mm";
		}
		if (wanted == Boolean.class) {
			return "Her skal det stå ja eller nei (true eller false)";
		}
		if (Number.class.isAssignableFrom(wanted)) {
			return "Her skal det stå et helt tall";
		}
		if (wanted.isEnum()) {
			return "Velg en av kodene feltet har, med store bokstaver";
		}
		if (Collection.class.isAssignableFrom(wanted)) {
			return "Her skal det stå en liste";
		}
		return "Feltet har feil form eller ukjent verdi";
	}

	private static String path(JsonMappingException ex, String form) {
		String path = ex.getPath()
			.stream()
			.map((step) -> (step.getFieldName() != null) ? "." + printable(step.getFieldName())
					: "[" + step.getIndex() + "]")
			.collect(Collectors.joining());
		return path.isEmpty() ? form : path.substring(1);
	}

	/** A field name may be the caller's own text, and the message is logged. */
	private static String printable(String fieldName) {
		return fieldName.matches("[A-Za-z0-9_-]{1,40}") ? fieldName : "?";
	}

	private static String path(ConstraintViolation<?> violation) {
		return violation.getPropertyPath().toString().replace(".<list element>", "");
	}

	private static JsonMapper strictMapper() {
		JsonMapper mapper = JsonMapper.builder()
			.addModule(new JavaTimeModule())
			.addModule(new SimpleModule().addDeserializer(String.class, new CleanText())
				.addDeserializer(LocalDate.class, new PlainDate()))
			.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
			.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
			.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
			.enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
			.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
			.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
			.disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
			.defaultPropertyInclusion(JsonInclude.Value.ALL_NON_NULL)
			.build();
		mapper.coercionConfigFor(LogicalType.DateTime)
			.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
			.setCoercion(CoercionInputShape.EmptyString, CoercionAction.AsNull);
		mapper.coercionConfigFor(LogicalType.Enum).setCoercion(CoercionInputShape.EmptyString, CoercionAction.AsNull);
		return mapper;
	}

	/**
	 * Texts come in as {@link PlainText}, an empty one is null; a number is not a text.
	 */
	private static final class CleanText extends StdScalarDeserializer<String> {

		private static final long serialVersionUID = 1L;

		CleanText() {
			super(String.class);
		}

		@Override
		public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
			if (!parser.currentToken().isScalarValue() || parser.currentToken().isNumeric()
					|| parser.currentToken().isBoolean()) {
				return (String) context.handleUnexpectedToken(String.class, parser);
			}
			String text = PlainText.of(parser.getText());
			return text.isEmpty() ? null : text;
		}

	}

	/**
	 * {@code yyyy-MM-dd} and nothing else, in years a database and a calendar can hold;
	 * an empty field is no date.
	 */
	private static final class PlainDate extends StdScalarDeserializer<LocalDate> {

		private static final long serialVersionUID = 1L;

		private static final int FIRST_YEAR = 2000;

		private static final int LAST_YEAR = 2200;

		private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuu-MM-dd")
			.withResolverStyle(ResolverStyle.STRICT);

		PlainDate() {
			super(LocalDate.class);
		}

		@Override
		public LocalDate deserialize(JsonParser parser, DeserializationContext context) throws IOException {
			if (!parser.hasToken(JsonToken.VALUE_STRING)) {
				return (LocalDate) context.handleUnexpectedToken(LocalDate.class, parser);
			}
			String text = parser.getText().strip();
			try {
				LocalDate date = text.isEmpty() ? null : LocalDate.parse(text, FORMAT);
				if (date == null || (date.getYear() >= FIRST_YEAR && date.getYear() <= LAST_YEAR)) {
					return date;
				}
			}
			catch (DateTimeException ex) {
				// told below, like a year far away
			}
			return (LocalDate) context.handleWeirdStringValue(LocalDate.class, "?", "no date of our time");
		}

	}

}
