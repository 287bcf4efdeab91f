package no.nav.samtalepakker.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.web.context.WebApplicationContext;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/** A case whose pages are opened and used, by one user or another. */
public abstract class PageCaseTest extends CaseTest {

	@Autowired
	protected WebApplicationContext application;

	protected MockMvc browser;

	@BeforeEach
	void openBrowser() {
		this.browser = Pages.of(this.application);
	}

	/** What the user reads there. */
	protected String page(String path, String user) throws Exception {
		return content(this.browser.perform(get(path).with(user(user))).andExpect(status().isOk()));
	}

	/** Presses a button without fields. */
	protected ResultActions act(String path, String user) throws Exception {
		return act(post(path), user);
	}

	/** Sends a form of a page. */
	protected ResultActions act(MockHttpServletRequestBuilder form, String user) throws Exception {
		return this.browser.perform(form.with(user(user)).with(csrf()));
	}

	protected static String content(ResultActions answer) throws Exception {
		return answer.andReturn().getResponse().getContentAsString(StandardCharsets.UTF_8);
	}

	/** The cases of this act, whoever did it. */
	protected List<String> acts(String action) {
		return this.jdbc.sql("select subject_id from audit where action = ?").param(action).query(String.class).list();
	}

}
