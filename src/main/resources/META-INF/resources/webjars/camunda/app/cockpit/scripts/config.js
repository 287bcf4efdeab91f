// one login for everything, see there
import '../../../lib/samtalepakker-login.js';

export default {};
