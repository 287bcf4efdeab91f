-- rights are looked up by user or by group; the engine has an index for the groups alone, and without this one reads all rights
create index samtalepakker_right_user on act_ru_authorization (user_id_);
