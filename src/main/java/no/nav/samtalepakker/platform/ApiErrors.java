package no.nav.samtalepakker.platform;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** The same answers as {@link RestErrors} for our own calls under {@code /api}. */
@RestControllerAdvice(annotations = org.springframework.web.bind.annotation.RestController.class)
class ApiErrors {

	private static final Logger log = LoggerFactory.getLogger(ApiErrors.class);

	@ExceptionHandler
	ResponseEntity<RestErrors.Body> answer(Exception failure) {
		if (failure instanceof AccessDeniedException denied) {
			throw denied;
		}
		RestErrors.Answer answer = RestErrors.answerTo(failure).orElseGet(() -> answerToRequest(failure));
		// whatever the caller asked for: an error in no form at all helps nobody
		return ResponseEntity.status(answer.status()).contentType(MediaType.APPLICATION_JSON).body(answer.body());
	}

	private static RestErrors.Answer answerToRequest(Exception failure) {
		if (failure instanceof MissingServletRequestParameterException missing) {
			return invalid(new InvalidInput(missing.getParameterName(), "Parameteren må fylles ut"));
		}
		if (failure instanceof MethodArgumentTypeMismatchException mismatch) {
			return invalid(new InvalidInput(mismatch.getName(), "Parameteren har feil form"));
		}
		if (failure instanceof HttpMessageNotReadableException) {
			return invalid(new InvalidInput("body", "Innholdet er ikke gyldig JSON"));
		}
		if (failure instanceof RequestRejectedException) {
			// a header or parameter with characters that have no business there
			return new RestErrors.Answer(400, "InvalidInput", "Kallet er ikke gyldig.", null);
		}
		if (failure instanceof NoResourceFoundException) {
			return new RestErrors.Answer(404, "NotFound", "Siden finnes ikke.", null);
		}
		if (failure instanceof ResponseStatusException status) {
			return new RestErrors.Answer(status.getStatusCode().value(), "Refused", "Kallet kan ikke utføres.", null);
		}
		if (failure instanceof org.springframework.web.ErrorResponse error) {
			return new RestErrors.Answer(error.getStatusCode().value(), "Refused", "Kallet kan ikke utføres.", null);
		}
		log.error("Unexpected failure: {}", failure.getClass().getName());
		log.debug("Unexpected failure", failure);
		return RestErrors.FAILURE;
	}

	private static RestErrors.Answer invalid(InvalidInput invalid) {
		return new RestErrors.Answer(400, "InvalidInput", invalid.getMessage(), invalid.field());
	}

}
