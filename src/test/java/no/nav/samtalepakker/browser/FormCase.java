package no.nav.samtalepakker.browser;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One of the forms, how one gets there and what one does with it.
 *
 * @param name as the file is called
 * @param opened brings a case to where the form is needed, and opens it
 * @param missing what the untouched form says is missing; nothing if it can be sent
 * @param shortest the least one has to do
 * @param disclosed shows what the form can show
 */
record FormCase(String name, Supplier<OpenForm> opened, List<String> missing, Consumer<Form> shortest,
		Consumer<Form> disclosed) {

	@Override
	public String toString() {
		return this.name;
	}

	/**
	 * A form and who has it open.
	 */
	record OpenForm(Person person, Form form) {

	}

}
