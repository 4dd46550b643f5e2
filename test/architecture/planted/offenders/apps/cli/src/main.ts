import 'supertest';
import '../../api/src/main';
