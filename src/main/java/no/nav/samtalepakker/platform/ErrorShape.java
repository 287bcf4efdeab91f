package no.nav.samtalepakker.platform;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.web.servlet.error.DefaultErrorAttributes;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.WebRequest;

/**
 * What a program is told when nothing of ours has answered, such as for an unknown
 * address or method: the shape of every other error, and nothing of what was sent.
 */
@Component
class ErrorShape extends DefaultErrorAttributes {

	@Override
	public Map<String, Object> getErrorAttributes(WebRequest request, ErrorAttributeOptions options) {
		int status = (int) super.getErrorAttributes(request, ErrorAttributeOptions.defaults()).get("status");
		Map<String, Object> answer = new LinkedHashMap<>();
		// the page and its status come from it; it is not among the defaults of the body
		answer.put("status", status);
		answer.put("type", switch (status) {
			case 401 -> "Unauthorized";
			case 403 -> "Refused";
			case 404 -> "NotFound";
			default -> (status < 500) ? "InvalidInput" : "Failure";
		});
		answer.put("message", switch (status) {
			case 401 -> "Du må logge inn.";
			case 403 -> "Du har ikke tilgang, eller siden er for gammel. Last siden på nytt og prøv igjen.";
			case 404 -> "Siden finnes ikke.";
			case 405 -> "Dette kan ikke gjøres på denne adressen.";
			default -> (status < 500) ? "Kallet er ikke gyldig." : RestErrors.FAILURE.message();
		});
		return answer;
	}

}
