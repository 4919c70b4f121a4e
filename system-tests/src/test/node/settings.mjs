// What the JUnit test that runs a script tells it.

const required = (name) => {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} is not set: run this through NodeClientsIT`);
  }
  return value;
};

export const issuer = required('ISSUER');
export const screenshots = required('SCREENSHOTS');
export const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium';
export const password = 'countersign-demo';
export const scope = 'openid profile email offline_access accounts:read';

export const say = (text) => console.log(`ok - ${text}`);
