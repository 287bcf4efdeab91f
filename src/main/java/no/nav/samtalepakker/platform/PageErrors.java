package no.nav.samtalepakker.platform;

import java.util.Optional;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/**
 * The same as {@link ApiErrors} for people who look at a page: what is known is told, the
 * rest is a failure of ours.
 */
@ControllerAdvice(annotations = Controller.class)
@Order(Ordered.LOWEST_PRECEDENCE)
class PageErrors {

	@ExceptionHandler
	ModelAndView answer(Exception failure) throws Exception {
		Optional<RestErrors.Answer> answer = RestErrors.answerTo(failure);
		if (answer.isEmpty()) {
			throw failure;
		}
		ModelAndView page = new ModelAndView("error", HttpStatus.valueOf(answer.get().status()));
		page.addObject("status", answer.get().status());
		page.addObject("told", answer.get().message());
		return page;
	}

}
